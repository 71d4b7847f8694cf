import { beforeAll, expect, test } from 'vitest';
import { html, startLab } from './lab';
import { exposing, inPage, writePreload } from './preload-lab';

// Sources: https://www.electronjs.org/docs/latest/api/ipc-main, …/api/ipc-renderer, …/api/web-frame-main

const { app, server } = await startLab({ '/page': html('<iframe src="/inner"></iframe>') });

beforeAll(async () => {
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

const inPageOf = (preload: string, script: string) =>
  inPage(app, `${server.origin}/page`, preload, script);

test('invoke carries what can be cloned', async () => {
  const { value } = await inPageOf(
    exposing(`{
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
  const { value } = await inPageOf(
    exposing('{ call: (channel, value) => ipcRenderer.invoke(channel, value) }'),
    `Promise.all(['fail', 'nobody', 'uncloneable'].map((channel) => api.call(channel).catch((e) => e.message)))`,
  );
  expect(value).toEqual([
    "Error invoking remote method 'fail': TypeError: no such thing",
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
  ]);
});

test('what cannot be cloned is not sent', async () => {
  const { value } = await inPageOf(
    exposing(`{ call: () => ipcRenderer.invoke('echo', () => 1).catch((error) => error.message) }`),
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
  const preload = writePreload(
    `${exposing(`{
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
      await lab.until(async () => (await run('api.count()')) === 1);
      await run('void api.stop()');
      window.webContents.send('news', 'two');
      await lab.wait(100);
      const count = await run('api.count()');
      const message = await said;
      window.destroy();
      return { message, count };
    },
    { preload, url: `${server.origin}/page` },
  );
  expect(seen).toEqual({ message: ['hello', true, `${server.origin}/page`], count: 1 });
});

test.each([
  ['the page goes elsewhere', "location.href = '/other'", false],
  ['the page goes to another site', "location.hostname = 'localhost'", false],
  ['a frame goes elsewhere', "frames[0].location.href = '/other'", true],
  ['a frame is removed', "document.querySelector('iframe').remove()", true],
  ['the page is reloaded', 'location.reload()', false],
  ['the window closes', 'close()', false],
])('what is sent while %s arrives', async (_what, script, inFrame) => {
  const preload = writePreload(`
    const { ipcRenderer } = require('electron');
    const target = ${inFrame} ? () => frames[0] : () => window;
    const tell = (event) => ipcRenderer.send('last words', event.type, [1]);
    addEventListener('load', () => {
      for (const name of ['pagehide', 'unload']) target().addEventListener(name, tell);
    });`);
  const heard = await app.evaluate(
    async ({ BrowserWindow, ipcMain }, { preload, url, script }) => {
      const heard: unknown[] = [];
      const listener = ({ sender }: Electron.IpcMainEvent, ...args: unknown[]) =>
        void heard.push([sender === contents, ...args]);
      ipcMain.on('last words', listener);
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      const contents = window.webContents;
      await window.loadURL(url);
      await contents.executeJavaScript(`${script}; 1`, true);
      await lab.until(() => heard.length === 2);
      ipcMain.off('last words', listener);
      if (!window.isDestroyed()) window.destroy();
      return heard;
    },
    { preload, url: `${server.origin}/page`, script },
  );
  expect(heard).toEqual([
    [true, 'pagehide', [1]],
    [true, 'unload', [1]],
  ]);
});

test('handleOnce answers once, and then its channel is free', async () => {
  const api = "{ ask: () => ipcRenderer.invoke('once') }";
  await app.evaluate(({ ipcMain }) => ipcMain.handleOnce('once', () => 'only now'));
  const { value } = await inPage(
    app,
    `${server.origin}/page`,
    exposing(api),
    'api.ask().then((first) => api.ask().catch((error) => [first, error.message]))',
  );
  expect(value).toEqual([
    'only now',
    "Error invoking remote method 'once': Error: No handler registered for 'once'",
  ]);
});

test('senderFrame is the main frame, and null once the page has gone elsewhere', async () => {
  const preload = writePreload(exposing("{ call: () => ipcRenderer.invoke('sender') }"));
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
