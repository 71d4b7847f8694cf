import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';

async function foreignSite(): Promise<{ origin: string; seen: string[]; close(): void }> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('foreign');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => server.close(),
  };
}

test('the hosted UI cannot leave its origin or open a window (SEC-28, SEC-29)', async ({
  pool,
  launch,
}) => {
  const foreign = await foreignSite();
  const app = await launch();
  const page = await openLoginPage(app);
  await page.evaluate((url) => {
    window.open(`${url}/popup`);
    location.href = `${url}/navigated`;
  }, foreign.origin);
  await page.waitForTimeout(500);
  expect(foreign.seen.filter((path) => path !== '/favicon.ico')).toEqual([]);
  expect(app.electron.windows()).toHaveLength(2);
  expect(new URL(page.url()).origin).toBe(new URL(pool.domain).origin);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  foreign.close();
});

test('the hosted UI finds nothing of the app, of Node or of Electron (SEC-27)', async ({
  launch,
}) => {
  const page = await openLoginPage(await launch());
  const found = await page.evaluate(() =>
    ['cognitoDesktop', 'require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('permissions are denied without asking (SEC-31)', async ({ launch }) => {
  const page = await openLoginPage(await launch());
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
        ),
      ),
  );
  expect(outcome).toBe('denied');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('two sign-ins share no cookie (SEC-26)', async ({ pool, launch }) => {
  const app = await launch();
  let page = await openLoginPage(app);
  await page.evaluate(() => cookieStore.set('left', 'behind'));
  await app.window.getByRole('button', { name: 'Cancel' }).click();
  await expectState(app, 'signed-out');
  page = await openLoginPage(app);
  expect(await page.evaluate(() => cookieStore.get('left'))).toBeNull();
  expect(pool.sessions()).toBe(0);
});
