import { expect, test } from 'vitest';
import { html, startLab } from './lab';
import { exposing, inPage, writePreload } from './preload-lab';

// Sources: https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts and
// https://www.electronjs.org/docs/latest/api/context-bridge

const { app, server } = await startLab({
  '/page': html('<script>window.early = typeof api</script><iframe src="/inner"></iframe>'),
  '/strict': (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'",
    });
    response.end('<title>Strict</title>');
  },
});

const inPageOf = (preload: string, script: string, path = '/page') =>
  inPage(app, `${server.origin}${path}`, preload, script);

test('the API is there before the first script of the page', async () => {
  const { value } = await inPageOf(exposing('{ a: 1 }'), 'window.early');
  expect(value).toBe('object');
});

test('the preload runs in the main frame only', async () => {
  const { value } = await inPageOf(exposing('{ a: 1 }'), 'typeof frames[0].api');
  expect(value).toBe('undefined');
});

test('a strict content security policy does not stop the preload', async () => {
  const { value } = await inPageOf(exposing('{ a: 1 }'), 'api.a', '/strict');
  expect(value).toBe(1);
});

test('the page and the preload share no globals', async () => {
  const { value } = await inPageOf(
    `window.secret = 1; ${exposing('{ title: () => typeof window.fromPage }')}`,
    'window.fromPage = 1; [typeof secret, typeof require, typeof process, typeof chromiumHostSend, typeof chromiumHost, api.title()]',
  );
  expect(value).toEqual(Array(6).fill('undefined'));
});

test('what is exposed is copied, frozen, and cannot be replaced', async () => {
  const { value } = await inPageOf(
    exposing('{ nested: { list: [1, 2] }, when: new Date(5) }'),
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

test('what the bridge refuses throws where it is sent', async () => {
  const { value } = await inPageOf(
    `${exposing(`{
      messages: () => messages,
      symbol: () => Symbol('x'),
      take: () => 1,
      thrown: (value) => { throw value; },
      rejected: (value) => Promise.reject(value),
    }`)}
     const messages = [];
     for (const [name, api] of [['a', Symbol('x')], ['b', new Proxy({}, {})], ['toString', {}], ['c', { m: new Map([[1, () => 1]]) }]]) {
       try { contextBridge.exposeInMainWorld(name, api); messages.push('exposed'); } catch (error) { messages.push(error.message); }
     }`,
    `(async () => {
      const message = (use) => { try { use(); return 'nothing'; } catch (error) { return error instanceof Error ? error.message : 'no error'; } };
      return [
        ...api.messages(),
        message(() => api.symbol()),
        message(() => api.take(Symbol('x'))),
        message(() => api.thrown('text')),
        message(() => api.thrown({ message: 'inner' })),
        await api.rejected('text').catch((value) => value),
      ];
    })()`,
  );
  const unknown =
    'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';
  const uncloneable = 'An object could not be cloned.';
  // Electron hands a symbol over; the host says that it can't.
  const symbol = 'contextBridge with a Symbol is not implemented in the Chromium host';
  expect(value).toEqual([
    symbol,
    uncloneable,
    'Cannot bind an API on top of an existing property on the window object',
    uncloneable,
    symbol,
    symbol,
    unknown,
    'inner',
    'text',
  ]);
});

test('an error crosses the bridge by its message alone', async () => {
  const { value } = await inPageOf(
    exposing("{ error: Object.assign(new TypeError('bad'), { code: 1 }) }"),
    '[api.error instanceof Error, api.error.name, api.error.message, "code" in api.error]',
  );
  expect(value).toEqual([true, 'Error', 'bad', false]);
});

test('exposing a name twice throws', async () => {
  const { value } = await inPageOf(
    `${exposing('{ message: () => message }')}
     let message = '';
     try { contextBridge.exposeInMainWorld('api', {}); } catch (error) { message = error.message; }`,
    'api.message()',
  );
  expect(value).toBe('Cannot bind an API on top of an existing property on the window object');
});

test('functions go both ways, synchronously, with their errors', async () => {
  const { value } = await inPageOf(
    exposing(`{
      add: (a, b) => a + b,
      twice: (callback) => callback(2) * 2,
      fail: () => { throw new Error('broken'); },
    }`),
    `[api.add(1, 2), api.twice((n) => n + 1), (() => { try { api.fail(); } catch (error) { return [error instanceof Error, error.message]; } })()]`,
  );
  expect(value).toEqual([3, 6, [true, 'broken']]);
});

test('promises settle on the other side', async () => {
  const { value } = await inPageOf(
    exposing(`{
      good: async () => ({ n: 1 }),
      bad: async () => { throw new Error('later'); },
      relay: async (callback) => (await callback()) + 1,
    }`),
    `Promise.all([api.good(), api.bad().catch((e) => e.message), api.relay(async () => 41), api.good() instanceof Promise])`,
  );
  expect(value).toEqual([{ n: 1 }, 'later', 42, true]);
});

test('a sandboxed preload has globals of Node', async () => {
  const { value, failures } = await inPageOf(
    `let loaded = false;
     process.once('loaded', () => { loaded = true; });
     const order = [];
     const cancelled = setImmediate(() => order.push('cancelled'));
     clearImmediate(cancelled);
     const ran = new Promise((resolve) => setImmediate((...args) => resolve([...order, ...args]), 1, 2));
     ${exposing(`{
       bytes: () => Buffer.from('aé').toString('base64'),
       isView: () => Buffer.from('a') instanceof Uint8Array,
       ran: () => ran,
       loaded: () => loaded,
       global: global === globalThis,
     }`)}`,
    'api.ran().then((ran) => [api.bytes(), api.isView(), ran, api.loaded(), api.global, typeof Buffer, typeof setImmediate])',
  );
  expect(failures).toEqual([]);
  expect(value).toEqual(['YcOp', true, [1, 2], true, true, 'undefined', 'undefined']);
});

test("process of a sandboxed preload has Electron's members", async () => {
  const seen = await app.evaluate(
    async ({ BrowserWindow }, { preload, url }) => {
      process.env.FROM_MAIN = 'yes';
      const additionalArguments = ['--mine=1'];
      const webPreferences = { preload, additionalArguments };
      const window = new BrowserWindow({ show: false, webPreferences });
      await window.loadURL(url);
      const value: unknown = await window.webContents.executeJavaScript('api.process');
      window.destroy();
      const { platform, arch, version, versions } = process;
      return { value, main: { platform, arch, version, versions: { ...versions } } };
    },
    {
      preload: writePreload(
        exposing(`{ process: {
          ...process, from: process.env.FROM_MAIN, env: undefined,
          uptime: process.uptime() > 0, getCreationTime: process.getCreationTime() > 1e12,
          pid: (() => { try { return process.pid; } catch (error) { return error.message; } })(),
          nextTick: typeof process.nextTick, on: typeof process.on, resourcesPath: process.resourcesPath,
        } }`),
      ),
      url: `${server.origin}/page`,
    },
  );
  const { main } = seen;
  expect(main.versions.chrome).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(seen.value).toMatchObject({
    ...main,
    execPath: expect.stringMatching(/electron\.mjs$/),
    argv: [expect.stringMatching(/electron\.mjs$/), '--type=renderer', '--mine=1'],
    from: 'yes',
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    contextId: expect.stringMatching(/./),
    uptime: true,
    getCreationTime: true,
    pid: 'process.pid is not implemented in the Chromium host',
    nextTick: 'undefined',
    on: 'function',
  });
});

test('ipcRenderer is a whole EventEmitter, and the sender of its events', async () => {
  const { value, failures } = await inPageOf(
    `const { ipcRenderer: ipc } = require('electron');
     const log = [];
     ipc.prependListener('x', (event, ...args) => log.push(event.sender === ipc, ...args));
     const same = [ipc.on('y', () => log.push('y')) === ipc, ipc.off('none', () => 1) === ipc];
     ipc.emit('x', { sender: ipc }, 1);
     const missing = Object.getOwnPropertyNames(require('events').prototype)
       .filter((name) => !name.startsWith('_') && typeof ipc[name] !== 'function');
     ${exposing('{ seen: () => [log, same, missing, ipc.eventNames(), ipc.listenerCount("x")] }')}`,
    'api.seen()',
  );
  expect(failures).toEqual([]);
  expect(value).toEqual([[true, 1], [true, true], [], ['x', 'y'], 1]);
});

test.each([
  'electron',
  'electron/common',
  'electron/renderer',
  'events',
  'timers',
  'url',
  'node:events',
  'node:timers',
  'node:url',
])('a sandboxed preload can require %s', async (name) => {
  const { failures } = await inPageOf(`require('${name}')`, '1');
  expect(failures).toEqual([]);
});

test.each(['fs', 'node:fs', './other.cjs', 'path'])(
  'a sandboxed preload cannot require %s',
  async (name) => {
    const { failures } = await inPageOf(`require('${name}')`, '1');
    expect(failures).toEqual([`true: module not found: ${name}`]);
  },
);

test('a preload that is an ES module fails to load', async () => {
  const { failures, value } = await inPageOf("import { ipcRenderer } from 'electron';", '1');
  expect(failures).toEqual(['true: Cannot use import statement outside a module']);
  expect(value).toBe(1);
});

test('a preload that throws is reported, and the page still loads', async () => {
  const { failures, value } = await inPageOf("throw new Error('oh')", '1');
  expect(failures).toEqual(['true: oh']);
  expect(value).toBe(1);
});

test.each(['contextBridge.executeInMainWorld', 'ipcRenderer.sendToHost', 'webFrame'])(
  'what the host lacks is named: %s',
  async (name) => {
    const { failures } = await inPageOf(`require('electron').${name}`, '1');
    const full = name.includes('.') ? name : `electron.${name}`;
    expect(failures).toEqual([`true: ${full} is not implemented in the Chromium host`]);
  },
);

test('a function that comes back is the same, and an object may be a part of itself', async () => {
  const { value } = await inPageOf(
    exposing(
      '(() => { const ring = { same: (given) => given }; ring.ring = ring; return ring; })()',
    ),
    '(() => { const own = () => 1; return [api.same(own) === own, typeof api.ring.ring.same]; })()',
  );
  expect(value).toEqual([true, 'function']);
});
