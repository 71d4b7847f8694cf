import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { electronTypes } from '../src/shared/electron-types';
import { emitted, neverEmitted } from '../src/shared/offered-events';
import { startLab } from './lab';

// The host offers each member and event of electron.d.ts, and offered-apis.md lists it, or it throws.

const { app, server } = await startLab({
  '/file': (_request, response) => {
    response.setHeader('content-disposition', 'attachment; filename="file.txt"');
    response.end('text');
  },
});

/** Methods that do nothing, each with the reason why no program can tell. */
const withoutEffect: Record<string, string> = {
  'App.disableHardwareAcceleration': 'changes the speed only',
  'App.setAboutPanelOptions': 'the panel cannot be shown',
  'App.setAppUserModelId': 'changes the taskbar of Windows only',
  'BrowserWindow.center': 'changes the screen only',
  'BrowserWindow.moveTop': 'changes the screen only',
  'BrowserWindow.removeMenu': 'changes the screen only',
  'BrowserWindow.setAutoHideMenuBar': 'changes the screen only',
  'BrowserWindow.setBackgroundColor': 'changes the screen only',
  'BrowserWindow.setContentProtection': 'changes the screen only',
  'BrowserWindow.setMenu': 'changes the screen only',
  'BrowserWindow.setMenuBarVisibility': 'changes the screen only',
  'Cookies.flushStore': 'sessions are in memory',
  'DownloadItem.cancel': 'every download is cancelled',
  'Session.setDevicePermissionHandler': 'pages are offered no device',
  'Session.setSpellCheckerEnabled': 'changes the screen only',
  'WebContents.setIgnoreMenuShortcuts': 'menus have no shortcuts',
};

/** Members of `process` that are undefined in the main process, that Node has too, or that are in `process.versions`. */
const notInMain =
  /^(chrome|electron|context.*|isMainFrame|mas|noAsar|parentPort|sandboxed|windowsStore|.+Deprecation|traceProcessWarnings)$/;

const folder = fileURLToPath(new URL('../src', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')] as const);

/** What every emitter has. */
const ofEmitters = /^(on|once|off|addListener|removeListener|removeAllListeners)$/;

interface Names {
  readonly members: readonly string[];
  readonly events: readonly string[];
}

interface Found extends Names {
  /** Names that are neither offered nor throw. */
  readonly silent: readonly string[];
}

const declared: Record<string, Names> = Object.fromEntries(
  [...electronTypes()].map(([type, { members, events }]) => {
    const isLeftOut = (name: string) =>
      ofEmitters.test(name) || (type === 'Process' && notInMain.test(name));
    const names = [...members].filter((name) => !isLeftOut(name));
    return [type, { members: names, events: type === 'Process' ? [] : [...events] }];
  }),
);

const found = await app.evaluate(
  async (electron, { declared, origin }) => {
    const found: Record<string, Found> = {};
    const failure = (use: () => unknown): string | null => {
      try {
        use();
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const isRefused = (name: string, use: () => unknown): boolean => {
      const message = failure(use) ?? '';
      return message.includes(name) && /is not implemented in the Chromium host$/.test(message);
    };
    const examine = (type: string, live: object, title = type): void => {
      const { members = [], events = [] } = declared[type] ?? {};
      const object = live as Record<string, unknown>;
      const set = (name: string) => {
        object[name] = null;
      };
      const listen = (event: string, way: string): void => {
        type Listen = (event: string, listener: () => void) => void;
        (object[way] as Listen)(event, set as never);
        (object.off as Listen)(event, set as never);
      };
      const ways = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'];
      const isOffered = (name: string) => name in object && !isRefused(name, () => object[name]);
      const offered = members.filter(isOffered);
      const heard = events.filter((event) => failure(() => listen(event, 'on')) === null);
      const lacking = members.filter((name) => !offered.includes(name));
      const unheard = events.filter((event) => !heard.includes(event));
      found[title] = {
        members: offered.map((name) => (typeof object[name] === 'function' ? `${name}()` : name)),
        events: heard,
        silent: [
          ...lacking.filter((name) => !isRefused(name, () => object[name])),
          ...lacking.filter((name) => !isRefused(name, () => set(name))),
          ...unheard.filter(
            (name) => !ways.every((way) => isRefused(`'${name}'`, () => listen(name, way))),
          ),
        ],
      };
    };
    const { BrowserWindow, Menu, MenuItem, nativeImage, net } = electron;
    const window = new BrowserWindow({ show: false });
    await window.loadURL(`${origin}/page`);
    const { webContents } = window;
    const { session } = webContents;
    const request = net.request(`${origin}/page`);
    const response = new Promise<object>((resolve) => request.once('response', resolve));
    request.end();
    const downloaded = new Promise<void>((resolve) => {
      session.once('will-download', (event, item) => {
        event.preventDefault();
        examine('DownloadItem', item);
        resolve();
      });
    });
    void window.loadURL(`${origin}/file`).catch(() => undefined);
    await downloaded;
    examine('Main', electron, 'electron');
    examine('Process', process);
    for (const name of ['App', 'AutoUpdater', 'Clipboard', 'Dialog', 'IpcMain', 'NativeTheme'])
      examine(name, modules(name));
    for (const name of ['Net', 'PowerMonitor', 'Protocol', 'SafeStorage', 'Screen', 'Shell'])
      examine(name, modules(name));
    for (const name of ['NativeImage', 'Session', 'WebContents'])
      examine(`typeof ${name}`, modules(name));
    function modules(type: string): object {
      const name = type.charAt(0).toLowerCase() + type.slice(1);
      return (electron as unknown as Record<string, object>)[name] ?? {};
    }
    const objects: Record<string, object> = {
      BrowserWindow: window,
      ClientRequest: request,
      CommandLine: electron.app.commandLine,
      Cookies: session.cookies,
      IncomingMessage: await response,
      Menu: new Menu(),
      MenuItem: new MenuItem({ label: 'Item' }),
      NativeImage: nativeImage.createEmpty(),
      Session: session,
      WebContents: webContents,
      WebFrameMain: webContents.mainFrame,
      WebRequest: session.webRequest,
      'typeof BrowserWindow': BrowserWindow,
      'typeof Menu': Menu,
    };
    for (const [type, object] of Object.entries(objects)) examine(type, object);
    examine('Protocol', session.protocol, 'Protocol of a session');
    window.destroy();
    return found;
  },
  { declared, origin: server.origin },
);

test('members and events that the host does not offer throw at the first use', () => {
  const silent = Object.entries(found).map(([title, { silent }]) => [title, silent]);
  expect(silent.filter(([, names]) => names?.length)).toEqual([]);
  expect(silent.length).toBeGreaterThan(30);
});

test('an app may listen to exactly the listed events', () => {
  for (const [type, events] of Object.entries(emitted)) {
    const never = Object.keys(neverEmitted[type] ?? {});
    expect([...(found[type]?.events ?? [])].sort(), type).toEqual([...events, ...never].sort());
  }
  for (const [type, events] of Object.entries(neverEmitted))
    expect(declared[type]?.events, type).toEqual(expect.arrayContaining(Object.keys(events)));
});

test('the source names every event that is listed as emitted', () => {
  const listed = fileURLToPath(new URL('../src/shared/offered-events.ts', import.meta.url));
  const source = sources.filter(([path]) => path !== listed).join('\n');
  const ofStreams = [...(emitted.ClientRequest ?? []), ...(emitted.IncomingMessage ?? [])];
  const events = Object.values(emitted).flat();
  const named = (event: string) => ofStreams.includes(event) || source.includes(`'${event}'`);
  expect(events.filter((event) => !named(event))).toEqual([]);
});

test('a method that does nothing is listed with its reason', () => {
  const empty = sources.flatMap(([, text]) =>
    [...text.matchAll(/^ {2}(?:async )?(\w+)\([^)]*\): (?:void|Promise<void>) \{\}$/gm)].map(
      ([, name]) => name,
    ),
  );
  const listed = Object.keys(withoutEffect).map((name) => name.split('.')[1]);
  expect(empty.filter((name) => !listed.includes(name))).toEqual([]);
  const members = Object.keys(withoutEffect).filter((name) => {
    const [type = '', member] = name.split('.');
    return !found[type]?.members.includes(`${member}()`);
  });
  expect(members).toEqual([]);
});

/** Titles that are not the name in `electron.d.ts`. */
const names: Record<string, string> = { electron: 'Main', 'Protocol of a session': 'Protocol' };

test('offered-apis.md lists what the host offers', async () => {
  const rows = (entries: readonly (readonly [string, string])[]) =>
    entries.map(([name, reason]) => `| \`${name}\` | ${reason} |`).join('\n');
  const sections = Object.keys(found)
    .sort()
    .map((title) => {
      const all = declared[names[title] ?? title];
      const list = (kind: 'members' | 'events') => {
        const offered = [...(found[title]?.[kind] ?? [])].sort().map((name) => `\`${name}\``);
        const count = `${offered.length} of ${all?.[kind].length} ${kind}`;
        return offered.length === 0 ? `${count}.` : `${count}: ${offered.join(', ')}.`;
      };
      const events = all?.events.length ? `\n${list('events')}\n` : '';
      return `## ${title}\n\n${list('members')}\n${events}`;
    });
  const never = Object.entries(neverEmitted).flatMap(([type, events]) =>
    Object.entries(events).map(([event, reason]) => [`${type}: ${event}`, reason] as const),
  );
  const page = `# What the Chromium host offers

\`offered-apis.integration.test.ts\` writes this page from the running host, with the names of \`electron.d.ts\`. Every other
member or event of Electron throws \`… is not implemented in the Chromium host\`. Names that Electron does not
know are \`undefined\`, as in Electron. \`typeof\` is the static side of a class.

${sections.join('\n')}
## Events that never come

An app may listen to these.

| event | reason |
| --- | --- |
${rows(never)}

## Methods that do nothing

| method | reason |
| --- | --- |
${rows(Object.entries(withoutEffect))}
`;
  await expect(page).toMatchFileSnapshot('../offered-apis.md');
});
