import { execFileSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { schemeCommand } from '../../build/windows-command';
import { expect, expectProblem, openSignIn, submitPassword, test } from './support/fixtures';

/**
 * What the app assumes of Electron and no other test shows (docs/electron-apis.md). The other tests with this tag are in
 * the files of their subjects.
 */
const tag = '@electron-facts';

test('a load that fails leaves no state and no nonce in the output (SEC-68)', { tag }, async ({
  pool,
  launch,
}) => {
  pool.faults.set('/oauth2/authorize', { kind: 'drop' });
  const app = await launch();
  await app.window.getByRole('button', { name: 'Sign in' }).click();
  await expectProblem(app, 'provider-unreachable');
  expect(app.output()).not.toMatch(/(?:state|nonce)=/);
});

for (const [name, head] of [
  ['a header above U+00FF', 'HTTP/1.1 200 OK\r\nX-Odd: €'],
  ['the status 600', 'HTTP/1.1 600 Odd'],
] as const) {
  test(`a response with ${name} is a problem in the window, and no exception`, { tag }, async ({
    launch,
  }) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(`${head}\r\nConnection: close\r\n\r\n{}`));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const { port } = server.address() as AddressInfo;
    const app = await launch({
      env: { COGNITO_ISSUER: `http://127.0.0.1:${port}`, COGNITO_CLIENT_ID: 'desktop' },
    });
    await app.window.getByRole('button', { name: 'Sign in' }).click();
    await expect(app.window.locator('[data-problem]')).toBeVisible();
    expect(app.output()).not.toContain('app.uncaught-exception');
  });
}

test('a page that crashes during a sign-in shows its outcome once it is back', { tag }, async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await openSignIn(app);
  const devTools = await app.window.context().newCDPSession(app.window);
  await Promise.all([
    submitPassword(page, pool.user),
    devTools.send('Page.crash').catch(() => undefined), // nothing is left to answer
  ]);
  const screen = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        "document.querySelector('[data-state]')?.dataset.state",
      ),
    );
  await expect.poll(() => screen().catch(String)).toBe('signed-in');
  expect(app.output()).not.toContain('app.uncaught-exception');
});

test('the menu has Close Window', { tag }, async ({ launch }) => {
  test.skip(process.platform !== 'darwin', 'only the menu of macOS has to have it');
  const app = await launch();
  const accelerators = await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ role, accelerator }) => `${role} ${accelerator}`),
    ),
  );
  expect(accelerators?.join('\n')).toMatch(/^close /m);
});

test('Windows keeps the command of a scheme as the installer writes it', { tag }, async ({
  launch,
}) => {
  test.skip(process.platform !== 'win32', 'only Windows keeps commands in a registry');
  const app = await launch();
  for (const args of [['--'], ['C:\\a b\\app', '--']]) {
    const program = await app.electron.evaluate(({ app: electronApp }, given) => {
      electronApp.setAsDefaultProtocolClient('electron-facts-test', process.execPath, given);
      return process.execPath;
    }, args);
    const key = 'HKCU\\Software\\Classes\\electron-facts-test\\shell\\open\\command';
    const kept = execFileSync('reg', ['query', key, '/ve'], { encoding: 'utf8' });
    await app.electron.evaluate(({ app: electronApp }, given) => {
      electronApp.removeAsDefaultProtocolClient('electron-facts-test', process.execPath, given);
    }, args);
    expect(kept).toContain(schemeCommand([program, ...args]));
  }
});
