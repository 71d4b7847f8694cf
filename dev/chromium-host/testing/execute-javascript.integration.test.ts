import { expect, test } from 'vitest';
import { startLab } from './lab';

// Source: https://www.electronjs.org/docs/latest/api/web-contents#contentsexecutejavascriptcode-usergesture

const { app, server } = await startLab({ '/never': () => undefined });

test('executeJavaScript waits for the load', async () => {
  const title = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    void window.loadURL(url);
    const title: unknown = await window.webContents.executeJavaScript('location.pathname');
    window.destroy();
    return title;
  }, `${server.origin}/page`);
  expect(title).toBe('/page');
});

test('executeJavaScript waits for no frame', async () => {
  const value = await app.evaluate(
    async ({ BrowserWindow }, { url, slow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const { webContents } = window;
      await webContents.executeJavaScript(
        `document.body.append(Object.assign(document.createElement('iframe'), { src: '${slow}' }))`,
      );
      await lab.until(() => webContents.isLoading());
      const seen = [webContents.isLoadingMainFrame(), await webContents.executeJavaScript('1')];
      window.destroy();
      return seen;
    },
    { url: `${server.origin}/page`, slow: `${server.origin}/never` },
  );
  expect(value).toEqual([false, 1]);
});

test('executeJavaScript gives clones, and fails in the words of Electron', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const run = (code: string): Promise<unknown> => window.webContents.executeJavaScript(code);
    const { inspect } = process.getBuiltinModule('node:util');
    const values: string[] = [];
    for (const code of [
      'undefined',
      'null',
      '-0',
      '10n',
      'NaN',
      '"text"',
      'new Date(0)',
      'new Map([[1, new Set([2])]])',
      'new Uint8Array([1, 2])',
      '[undefined, /x/g]',
      '(() => { const a = {}; a.self = a; return a; })()',
      'Promise.resolve({ then: undefined, a: 1 })',
    ])
      values.push(inspect(await run(code)));
    const failures: unknown[] = [];
    for (const code of [
      'Symbol()',
      '() => 1',
      '({ f() {} })',
      'document.body',
      'Promise.resolve(Symbol())',
      'throw new Error("sync")',
      'syntax error',
      'Promise.reject(new TypeError("async"))',
      'Promise.reject("text")',
      'Promise.reject(() => 1)',
    ])
      failures.push(
        await run(code).then(
          () => 'none',
          (error: unknown) => (error instanceof Error ? [error.message] : error),
        ),
      );
    const leaked = await run('typeof codec');
    window.destroy();
    return { values, failures, leaked };
  }, `${server.origin}/page`);
  const failed =
    'Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.';
  const uncloneable = 'An object could not be cloned.';
  expect(seen.leaked).toBe('undefined');
  expect(seen.values).toEqual([
    'undefined',
    'null',
    '-0',
    '10n',
    'NaN',
    "'text'",
    '1970-01-01T00:00:00.000Z',
    'Map(1) { 1 => Set(1) { 2 } }',
    'Uint8Array(2) [ 1, 2 ]',
    '[ undefined, /x/g ]',
    '<ref *1> { self: [Circular *1] }',
    '{ then: undefined, a: 1 }',
  ]);
  expect(seen.failures).toEqual([
    [uncloneable],
    [uncloneable],
    [uncloneable],
    [uncloneable],
    [uncloneable],
    [failed],
    [failed],
    ['async'],
    'text',
    [uncloneable],
  ]);
});
