import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { html, launchLab, startServer, type TestServer, temporaryFolder } from './lab';

// Sources: https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts,
// …/api/context-bridge, …/api/ipc-renderer, …/api/ipc-main

let app: ElectronApplication;
let server: TestServer;
const folder = temporaryFolder();
let count = 0;

beforeAll(async () => {
  [app, server] = await Promise.all([
    launchLab(),
    startServer({
      '/page': html('<script>window.early = typeof api</script><iframe src="/inner"></iframe>'),
      '/strict': (_request, response) => {
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy':
            "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'",
        });
        response.end('<title>Strict</title>');
      },
    }),
  ]);
  await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('echo', (_event, value: unknown) => value);
    ipcMain.handle('fail', () => {
      throw new TypeError('no such thing');
    });
    ipcMain.handle('describe', (_event, value: unknown) =>
      value instanceof Map ? `map of ${value.size}` : Object.prototype.toString.call(value),
    );
    ipcMain.handle('uncloneable', () => () => 1);
  });
});

afterAll(async () => {
  await app?.close();
  await server?.close();
});

/** Opens a page with this preload and evaluates `script` in the page. */
function inPage(
  preloadSource: string,
  script: string,
  path = '/page',
): Promise<{ value: unknown; failures: string[] }> {
  const preload = join(folder, `preload-${++count}.cjs`);
  writeFileSync(preload, preloadSource);
  return app.evaluate(
    async ({ BrowserWindow }, { preload, script, url }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      const failures: string[] = [];
      window.webContents.on('preload-error', (_event, path, error) => {
        failures.push(`${path === preload}: ${error.message}`);
      });
      await window.loadURL(url);
      const value: unknown = await window.webContents
        .executeJavaScript(script)
        .catch((error: Error) => `threw ${error.message}`);
      window.destroy();
      return { value, failures };
    },
    { preload, script, url: `${server.origin}${path}` },
  );
}

const bridge = (api: string) => `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('api', ${api});`;

test('the API is there before the first script of the page', async () => {
  const { value } = await inPage(bridge('{ a: 1 }'), 'window.early');
  expect(value).toBe('object');
});

test('the preload runs in the main frame only', async () => {
  const { value } = await inPage(bridge('{ a: 1 }'), 'typeof frames[0].api');
  expect(value).toBe('undefined');
});

test('a strict content security policy does not stop the preload', async () => {
  const { value } = await inPage(bridge('{ a: 1 }'), 'api.a', '/strict');
  expect(value).toBe(1);
});

test('the page and the preload share no globals', async () => {
  const { value } = await inPage(
    `window.secret = 1; ${bridge('{ title: () => typeof window.fromPage }')}`,
    'window.fromPage = 1; [typeof secret, typeof require, typeof process, typeof chromiumHostSend, typeof chromiumHost, api.title()]',
  );
  expect(value).toEqual(Array(6).fill('undefined'));
});

test('what is exposed is copied, frozen, and cannot be replaced', async () => {
  const { value } = await inPage(
    bridge('{ nested: { list: [1, 2] }, when: new Date(5) }'),
    `(() => {
      'use strict';
      const attempt = (change) => { try { change(); return 'changed'; } catch (error) { return error.constructor.name; } };
      return [
        attempt(() => { api.nested.list.push(3); }),
        attempt(() => { api.nested = 1; }),
        attempt(() => { window.api = 1; }),
        Object.getPrototypeOf(api.nested) === Object.prototype,
        api.when.getTime(),
      ];
    })()`,
  );
  expect(value).toEqual(['TypeError', 'TypeError', 'TypeError', true, 5]);
});

test('exposing a name twice throws', async () => {
  const { value } = await inPage(
    `${bridge('{ message: () => message }')}
     let message = '';
     try { contextBridge.exposeInMainWorld('api', {}); } catch (error) { message = error.message; }`,
    'api.message()',
  );
  expect(value).toBe('Cannot bind an API on top of an existing property on the window object');
});

test('functions go both ways, synchronously, with their errors', async () => {
  const { value } = await inPage(
    bridge(`{
      add: (a, b) => a + b,
      twice: (callback) => callback(2) * 2,
      fail: () => { throw new Error('broken'); },
    }`),
    `[api.add(1, 2), api.twice((n) => n + 1), (() => { try { api.fail(); } catch (error) { return [error instanceof Error, error.message]; } })()]`,
  );
  expect(value).toEqual([3, 6, [true, 'broken']]);
});

test('promises settle on the other side', async () => {
  const { value } = await inPage(
    bridge(`{
      good: async () => ({ n: 1 }),
      bad: async () => { throw new Error('later'); },
      relay: async (callback) => (await callback()) + 1,
    }`),
    `Promise.all([api.good(), api.bad().catch((e) => e.message), api.relay(async () => 41), api.good() instanceof Promise])`,
  );
  expect(value).toEqual([{ n: 1 }, 'later', 42, true]);
});

test.each(['electron', 'events', 'timers', 'url', 'node:events', 'node:timers', 'node:url'])(
  'a sandboxed preload can require %s',
  async (name) => {
    const { failures } = await inPage(`require('${name}')`, '1');
    expect(failures).toEqual([]);
  },
);

test.each(['fs', 'node:fs', './other.cjs', 'path'])(
  'a sandboxed preload cannot require %s',
  async (name) => {
    const { failures } = await inPage(`require('${name}')`, '1');
    expect(failures).toEqual([`true: module not found: ${name}`]);
  },
);

test('a preload that is an ES module fails to load', async () => {
  const { failures, value } = await inPage("import { ipcRenderer } from 'electron';", '1');
  expect(failures).toEqual(['true: Cannot use import statement outside a module']);
  expect(value).toBe(1);
});

test('a preload that throws is reported, and the page still loads', async () => {
  const { failures, value } = await inPage("throw new Error('oh')", '1');
  expect(failures).toEqual(['true: oh']);
  expect(value).toBe(1);
});

test('invoke carries what can be cloned', async () => {
  const { value } = await inPage(
    bridge(`{
      echo: (value) => ipcRenderer.invoke('echo', value),
      map: () => ipcRenderer.invoke('describe', new Map([[1, 2]])),
      date: () => ipcRenderer.invoke('describe', new Date(0)),
      bytes: () => ipcRenderer.invoke('describe', new Uint8Array([1])),
    }`),
    `Promise.all([api.echo({ a: [undefined, null, NaN, 10n, 'é'] }).then(({ a }) => a.map(String)), api.map(), api.date(), api.bytes()])`,
  );
  expect(value).toEqual([
    ['undefined', 'null', 'NaN', '10', 'é'],
    'map of 1',
    '[object Date]',
    '[object Uint8Array]',
  ]);
});

test("errors of handlers arrive in Electron's words", async () => {
  const { value } = await inPage(
    bridge('{ call: (channel, value) => ipcRenderer.invoke(channel, value) }'),
    `Promise.all(['fail', 'nobody', 'uncloneable'].map((channel) => api.call(channel).catch((e) => e.message)))`,
  );
  expect(value).toEqual([
    "Error invoking remote method 'fail': TypeError: no such thing",
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
  ]);
});

test('what cannot be cloned is not sent', async () => {
  const { value } = await inPage(
    bridge(`{ call: () => ipcRenderer.invoke('echo', () => 1).catch((error) => error.message) }`),
    'api.call()',
  );
  expect(value).toBe('An object could not be cloned.');
});

test('a second handler for a channel is refused', async () => {
  const message = await app.evaluate(({ ipcMain }) => {
    try {
      ipcMain.handle('echo', () => 1);
      return 'no error';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(message).toBe("Attempted to register a second handler for 'echo'");
});

test('messages go both ways, and a removed listener hears no more', async () => {
  const preload = join(folder, 'messages.cjs');
  writeFileSync(
    preload,
    `${bridge(`{
      count: () => heard.length,
      stop: () => ipcRenderer.off('news', listener),
      say: (text) => ipcRenderer.send('said', text),
    }`)}
     const heard = [];
     const listener = (event, text) => heard.push(text);
     ipcRenderer.on('news', listener);`,
  );
  const seen = await app.evaluate(
    async ({ BrowserWindow, ipcMain }, { preload, url }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      await window.loadURL(url);
      const run = (code: string): Promise<unknown> => window.webContents.executeJavaScript(code);
      const said = new Promise<unknown[]>((resolve) => {
        ipcMain.once('said', (event, text: string) => {
          resolve([text, event.sender === window.webContents, event.senderFrame?.url]);
        });
      });
      await run("api.say('hello')");
      window.webContents.send('news', 'one');
      await lab.wait(100);
      const first = await run('api.count()');
      await run('api.stop()');
      window.webContents.send('news', 'two');
      await lab.wait(100);
      const counts = [first, await run('api.count()')];
      const message = await said;
      window.destroy();
      return { message, counts };
    },
    { preload, url: `${server.origin}/page` },
  );
  expect(seen).toEqual({ message: ['hello', true, `${server.origin}/page`], counts: [1, 1] });
});

test('senderFrame is the main frame, and null once the page has gone elsewhere', async () => {
  const preload = join(folder, 'sender.cjs');
  writeFileSync(preload, bridge("{ call: () => ipcRenderer.invoke('sender') }"));
  const seen = await app.evaluate(
    async ({ BrowserWindow, ipcMain }, { preload, origin }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      await window.loadURL(`${origin}/page`);
      const frames: unknown[] = [];
      const asked = new Promise<void>((resolve) => {
        ipcMain.handleOnce('sender', async (event) => {
          frames.push(
            event.senderFrame === window.webContents.mainFrame,
            event.senderFrame?.origin,
          );
          await window.loadURL(`${origin}/other`);
          frames.push(event.senderFrame);
          resolve();
        });
      });
      window.webContents.executeJavaScript('void api.call()').catch(() => undefined);
      await asked;
      const inner = window.webContents.mainFrame.frames.length;
      window.destroy();
      return { frames, inner };
    },
    { preload, origin: server.origin },
  );
  expect(seen).toEqual({ frames: [true, server.origin, null], inner: 0 });
});

test('the frames of a page are known by their URL and parent', async () => {
  const frames = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const { mainFrame } = window.webContents;
    const [inner] = mainFrame.frames;
    const seen = [
      inner?.url,
      inner?.parent === mainFrame,
      inner?.top === mainFrame,
      mainFrame.parent,
    ];
    window.destroy();
    return seen;
  }, `${server.origin}/page`);
  expect(frames).toEqual([`${server.origin}/inner`, true, true, null]);
});
