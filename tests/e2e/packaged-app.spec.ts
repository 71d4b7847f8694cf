import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { findRuntime } from '../../dev/runtime';
import { expect, expectState, signIn, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';
import { archiveWith, ownArchive, startRefused } from './support/packaged-app';

test.beforeAll(() => {
  test.setTimeout(300_000); // packs the app; the first time electron-builder may download Electron
  ownArchive();
});

test('the packed app starts from its archive, signs in, and is remembered', async ({
  pool,
  launchPackaged,
}) => {
  let app = await launchPackaged();
  await expectState(app, 'signed-out');
  await signIn(app, pool);
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
  expect(await keychainEntries()).toHaveLength(1);
  await app.quit();

  app = await launchPackaged();
  await expectState(app, 'signed-in');
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
});

test('SEC-74, SEC-75: with a built-in provider, nothing of the user sends a token elsewhere', async ({
  pool,
  profile,
  launchPackaged,
}) => {
  test.skip(findRuntime().name === 'electron', 'Playwright’s Electron does not count as packaged');
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = JSON.stringify({ apiOrigins: [elsewhere], domain: elsewhere });
  for (const name of ['config.json', 'other.json']) await writeFile(path.join(profile, name), file);
  const { issuer, domain, clientId } = pool;
  const app = await launchPackaged({
    archive: await archiveWith({ issuer, domain, clientId }),
    env: { COGNITO_API_ORIGINS: elsewhere, COGNITO_DOMAIN: elsewhere },
    args: [`--config=${path.join(profile, 'other.json')}`],
  });
  await expectState(app, 'signed-out');
  await signIn(app, pool);
  await expectState(app, 'signed-in');
  const result = await app.window.evaluate(async () =>
    window.cognitoDesktop.request({ method: 'GET', path: '/me' }),
  );
  expect(result).toMatchObject({ ok: false, problem: { code: 'api-not-configured' } });
  expect(requests).toEqual([]);
  expect(await readFile(path.join(profile, 'logs/main.log'), 'utf8')).toMatch(
    /"config.ignored","settings":"environment: .*apiOrigins.*; user file: apiOrigins, domain"/,
  );
  server.close();
});

test('SEC-49: it refuses to start where it could be debugged, and says why', {
  tag: '@electron-facts',
}, async ({ profile }) => {
  const switches = ['--utility-cmd-prefix=/bin/x', '--single-process', '--no-sandbox'];
  const { code, output } = await startRefused(profile, switches);
  expect(code).toBe(1);
  expect(output).toContain(
    'does not start with: --utility-cmd-prefix, --single-process, --no-sandbox',
  );
});

test('SEC-49: it refuses to start where an environment variable turns the sandbox off', {
  tag: '@electron-facts',
}, async ({ profile }) => {
  const { code, output } = await startRefused(profile, [], { ELECTRON_DISABLE_SANDBOX: '1' });
  expect(code).toBe(1);
  expect(output).toContain('does not start with: --no-sandbox (ELECTRON_DISABLE_SANDBOX)');
});

test('an AppImage that has to do without the sandbox says in a message box what helps', async ({
  profile,
}) => {
  test.skip(findRuntime().name === 'electron', 'Electron’s message box waits for a click');
  const appImage = { APPIMAGE: '/home/me/app.AppImage' };
  const { code, output } = await startRefused(profile, ['--no-sandbox'], appImage);
  expect(code).toBe(1);
  expect(output).toContain('Install the .deb or .rpm package instead');
});
