import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { html, redirect, startLab, temporaryFolder } from './lab';

// Schemes that no handler serves go to the system, after the permission `openExternal`.
// Source: HandleExternalProtocolInUI in shell/browser/electron_browser_client.cc of Electron

// The program that Electron starts on Linux; the host takes it from PATH, too.
const bin = mkdtempSync(join(temporaryFolder(), 'bin-'));
const opened = join(bin, 'opened');
writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> ${opened}\n`, { mode: 0o755 });

const { app, server } = await startLab({
  '/to-app': redirect('com.example.app://auth/callback?code=abc'),
  '/refresh': html('<meta http-equiv="refresh" content="0;url=com.example.app://auth/x">'),
  '/sandboxed': html('<iframe sandbox="allow-scripts" src="/inner"></iframe>'),
  '/allowed': html(
    '<iframe sandbox="allow-scripts allow-top-navigation-to-custom-protocols" src="/inner"></iframe>',
  ),
  '/inner': html('<script>location = "com.example.app://inner"</script>'),
});
await app.evaluate((_electron, bin) => {
  process.env.PATH = `${bin}:${process.env.PATH}`;
}, bin);

/** Loads `url` in a window whose session answers requests with `granted`; null: it has no handler. */
function open(url: string, granted: boolean | null, { waits }: { waits: boolean }) {
  return app.evaluate(
    async ({ BrowserWindow, session }, { url, granted, opened, waits }) => {
      const fs = process.getBuiltinModule('node:fs');
      fs.rmSync(opened, { force: true });
      const partition = session.fromPartition(`external ${url} ${granted}`);
      const asked: unknown[] = [];
      if (granted !== null) {
        partition.setPermissionRequestHandler((_contents, permission, callback, details) => {
          asked.push([permission, details]);
          callback(granted);
        });
      }
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      const log = lab.record(window.webContents, ['did-fail-load', 'did-fail-provisional-load']);
      const failure = await lab.failure(window.loadURL(url));
      if (waits) await lab.until(() => (granted === false ? asked[0] : fs.existsSync(opened)));
      await lab.wait(200);
      window.destroy();
      const text = fs.existsSync(opened) ? fs.readFileSync(opened, 'utf8').trim() : null;
      return { failure, asked, opened: text, events: log.map(({ name }) => name) };
    },
    { url, granted, opened, waits },
  );
}

const callback = 'com.example.app://auth/callback?code=abc';
const failed = (url: string) => ({
  message: `ERR_FAILED (-2) loading '${url}'`,
  code: 'ERR_FAILED',
  errno: -2,
  url,
});

test.each([callback, () => `${server.origin}/to-app`])(
  'without a permission handler the system gets it, and the load fails with ERR_FAILED (%#)',
  async (where) => {
    const url = typeof where === 'string' ? where : where();
    const seen = await open(url, null, { waits: true });
    expect(seen).toEqual({ failure: failed(url), asked: [], opened: callback, events: [] });
  },
);

test('the permission openExternal names the URL; refused, nothing is opened', async () => {
  const seen = await open(callback, false, { waits: true });
  const details = { externalURL: callback, requestingUrl: '', isMainFrame: true };
  expect(seen).toEqual({
    failure: failed(callback),
    asked: [['openExternal', details]],
    opened: null,
    events: [],
  });
});

test('a page that refreshes to an external scheme asks as well', async () => {
  const seen = await open(`${server.origin}/refresh`, true, { waits: true });
  expect(seen).toMatchObject({
    failure: null,
    asked: [['openExternal', { requestingUrl: `${server.origin}/refresh` }]],
    opened: 'com.example.app://auth/x',
  });
});

test.each([
  ['/sandboxed', null],
  ['/allowed', 'com.example.app://inner'],
])('a sandboxed frame needs its token: %s', async (path, opened) => {
  const seen = await open(`${server.origin}${path}`, null, { waits: opened !== null });
  expect(seen).toMatchObject({ failure: null, opened });
});
