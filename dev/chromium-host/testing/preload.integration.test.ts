import { expect, test } from 'vitest';
import { html, startLab } from './lab';
import { exposing, inPage } from './preload-lab';

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
  expect(value).toEqual([
    uncloneable,
    uncloneable,
    'Cannot bind an API on top of an existing property on the window object',
    uncloneable,
    uncloneable,
    uncloneable,
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

test.each(['electron', 'events', 'timers', 'url', 'node:events', 'node:timers', 'node:url'])(
  'a sandboxed preload can require %s',
  async (name) => {
    const { failures } = await inPageOf(`require('${name}')`, '1');
    expect(failures).toEqual([]);
  },
);

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
