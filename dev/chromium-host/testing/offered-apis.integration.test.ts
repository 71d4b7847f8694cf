import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { electronTypes } from '../src/shared/electron-types';
import { emitted, neverEmitted } from '../src/shared/offered-events';
import { startLab } from './lab';

// What Electron has, by its own electron.d.ts, is either offered and listed in offered-apis.md, or throws.

const { app, server } = await startLab({
  '/file': (_request, response) => {
    response.setHeader('content-disposition', 'attachment; filename="file.txt"');
    response.end('text');
  },
});

/** Methods that do nothing, each with the reason why no program notices. */
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
  'Session.setDevicePermissionHandler': 'the host offers no device that it could be asked about',
  'Session.setSpellCheckerEnabled': 'changes the screen only',
  'WebContents.setIgnoreMenuShortcuts': 'menus have no shortcuts',
};

/** Of Electron's `process`, what is undefined in the main process, Node's own, or in `process.versions`. */
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
  /** What neither works nor says that it does not. */
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

test('what the host does not offer says so at the first touch', () => {
  const silent = Object.entries(found).map(([title, { silent }]) => [title, silent]);
  expect(silent.filter(([, names]) => names?.length)).toEqual([]);
  expect(silent.length).toBeGreaterThan(30);
});

test('an app may listen to the events that the host emits, and to those that never come for a reason', () => {
  for (const [type, events] of Object.entries(emitted)) {
    const never = Object.keys(neverEmitted[type] ?? {});
    expect([...(found[type]?.events ?? [])].sort(), type).toEqual([...events, ...never].sort());
  }
  for (const [type, events] of Object.entries(neverEmitted))
    expect(declared[type]?.events, type).toEqual(expect.arrayContaining(Object.keys(events)));
});

test('every event that is listed as emitted is one that the source names', () => {
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

test('the list of what the host offers is that of offered-apis.md', async () => {
  const rows = (entries: readonly (readonly [string, string])[]) =>
    entries.map(([name, reason]) => `| \`${name}\` | ${reason} |`).join('\n');
  const sections = Object.keys(found)
    .sort()
    .map((title) => {
      const { members = [], events = [] } = found[title] ?? {};
      const list = (names: readonly string[]) =>
        names.length === 0
          ? 'none'
          : [...names]
              .sort()
              .map((name) => `\`${name}\``)
              .join(', ');
      const hasEvents = (declared[title]?.events.length ?? 0) > 0;
      return `## ${title}\n\n${list(members)}\n${hasEvents ? `\nEvents: ${list(events)}\n` : ''}`;
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
