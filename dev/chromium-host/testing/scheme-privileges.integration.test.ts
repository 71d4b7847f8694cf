import { expect, test } from 'vitest';
import { startApp, startLab } from './lab';

// Source: https://www.electronjs.org/docs/latest/api/structures/custom-scheme

const { app } = await startLab();

test('the privileges secure and supportFetchAPI have an effect', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, protocol }) => {
    for (const scheme of ['lab-ui', 'bare-ui']) {
      protocol.handle(scheme, () => {
        return new Response('<title>Page</title>', { headers: { 'content-type': 'text/html' } });
      });
    }
    const seen: unknown[] = [];
    for (const url of ['lab-ui://app/', 'bare-ui://app/']) {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const page = await window.webContents.executeJavaScript(`Promise.all([
        isSecureContext,
        typeof crypto.subtle,
        fetch('/echo').then(({ ok }) => ok, (error) => error.name),
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.onloadend = () => resolve(request.status);
          request.open('GET', '/echo');
          request.send();
        }),
      ])`);
      seen.push([window.webContents.getURL(), window.webContents.mainFrame.origin, ...page]);
      window.destroy();
    }
    return seen;
  });
  expect(seen).toEqual([
    ['lab-ui://app/', 'lab-ui://app', true, 'object', true, 200],
    ['bare-ui://app/', 'bare-ui://app', false, 'undefined', 'TypeError', 200],
  ]);
});

test.each(['bypassCSP', 'corsEnabled', 'allowServiceWorkers', 'stream', 'codeCache'])(
  'the privilege %s has none, so registering it throws',
  async (privilege) => {
    const started = startApp(`
      const { app, protocol } = require('electron');
      const privileges = { standard: true, ${privilege}: true };
      try {
        protocol.registerSchemesAsPrivileged([{ scheme: 'mine', privileges }]);
      } catch (error) {
        console.log(error.message);
      }
      protocol.registerSchemesAsPrivileged([{ scheme: 'mine', privileges: { ${privilege}: false } }]);
      console.log('registered');
      app.exit();
    `);
    await started.ended;
    expect(started.lines).toEqual([
      `The privilege ${privilege} of a scheme is not implemented in the Chromium host`,
      'registered',
    ]);
  },
);
