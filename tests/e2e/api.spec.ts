import type { Page } from '@playwright/test';
import type { SampleApi, UserPool } from '@repo/local-user-pool';
import type { ApiProgress, ApiRequest, ApiResult } from '../../src/shared/api-call';
import type { RunningApp } from './support/app';
import {
  expect,
  expectProblem,
  expectState,
  signIn,
  submitPassword,
  test,
} from './support/fixtures';
import { foreignSite } from './support/foreign-site';
import { heapOf, Sweep } from './support/sweep';

/** The page's calls, through the real main process, to an API that checks the access token. */

const ann = { username: 'ann@example.com', password: 'Passw0rd!ann', name: 'Ann Archer' };
const ben = { username: 'ben@example.com', password: 'Passw0rd!ben', name: 'Ben Okafor' };

test.use({ poolOptions: { sampleApi: true, users: [ann, ben] } });

function apiOf({ sampleApi }: UserPool): SampleApi {
  if (sampleApi === null) throw new Error('The pool has no API.');
  return sampleApi;
}

const renewals = (pool: UserPool) =>
  pool.requests.filter(({ grantType }) => grantType === 'refresh_token').length;
const press = (app: RunningApp, name: string) =>
  app.window.getByRole('button', { name, exact: true }).click();

/** A result, with its body as text. */
type TextResult =
  | { readonly ok: true; readonly status: number; readonly text: string }
  | { readonly ok: false; readonly code: string };

/** Calls as any script in the page could. */
function call(page: Page, request: ApiRequest): Promise<TextResult> {
  return page.evaluate(async (wanted) => {
    const result: ApiResult = await window.cognitoDesktop.request(wanted);
    if (!result.ok) return { ok: false, code: result.problem.code };
    const { status, body } = result.answer;
    return { ok: true, status, text: new TextDecoder().decode(body) };
  }, request);
}

test('calls carry the access token, which the page never has (SEC-43, SEC-44)', async ({
  pool,
  launch,
}) => {
  const api = apiOf(pool);
  const app = await launch();
  expect(await call(app.window, { method: 'GET', path: '/me' })).toEqual({
    ok: false,
    code: 'login-required',
  });
  expect(api.requests).toEqual([]);
  await signIn(app, pool);

  await app.window.getByText('Call the API').click();
  await press(app, 'Send');
  await expect(app.window.locator('[data-status="200"]')).toContainText('notes/write');
  await app.window.getByLabel('Method').selectOption('POST');
  await app.window.getByRole('textbox', { name: 'Path' }).fill('/notes');
  await app.window.getByLabel('Body, as JSON').fill('{"text":"Buy milk"}');
  await press(app, 'Send');
  await expect(app.window.locator('[data-status="201"]')).toContainText('Buy milk');

  // 401, renewed, once more: nobody sees any of it.
  api.rejectNext();
  const before = renewals(pool);
  expect(await call(app.window, { method: 'GET', path: '/notes' })).toMatchObject({
    ok: true,
    status: 200,
    text: expect.stringContaining('Buy milk'),
  });
  expect(renewals(pool)).toBe(before + 1);
  expect(api.requests.filter(({ path }) => path === '/notes')).toHaveLength(3);

  api.rejectNext(2);
  await app.window.getByLabel('Method').selectOption('GET');
  await press(app, 'Send');
  await expectProblem(app, 'api-unauthorized');
  await expectState(app, 'signed-in');

  const heap = await heapOf(app.window);
  expect(heap).toContain('Buy milk');
  expect(new Sweep(pool.issuedSecrets()).in(heap)).toEqual([]);
});

test('the page can choose neither the token nor where it goes (SEC-44)', async ({
  pool,
  launch,
}) => {
  const api = apiOf(pool);
  const foreign = await foreignSite();
  const app = await launch();
  await signIn(app, pool);
  const get = { method: 'GET', path: '/me' } as const;
  const refused: ApiRequest[] = [
    { ...get, origin: foreign.origin },
    { ...get, path: `${foreign.origin}/me` },
    { ...get, path: `//${new URL(foreign.origin).host}/me` },
    { ...get, path: `@${new URL(foreign.origin).host}/me` },
    { ...get, headers: { Authorization: 'Bearer mine' } },
    { ...get, headers: { Cookie: 'a=b' } },
  ];
  for (const request of refused) {
    expect(await call(app.window, request)).toEqual({ ok: false, code: 'api-call-invalid' });
  }
  const trace = { method: 'TRACE', path: '/me' } as unknown as ApiRequest;
  await expect(call(app.window, trace)).rejects.toThrow('did not answer');
  expect(api.requests).toEqual([]);

  api.faults.set('/me', { kind: 'redirect', to: `${foreign.origin}/stolen`, status: 307 });
  expect(await call(app.window, get)).toEqual({ ok: false, code: 'api-redirected' });
  api.faults.clear();
  const blocked = await app.window.evaluate(
    (url) => fetch(url).then(String, () => 'blocked'),
    `${api.origin}/me`,
  );
  expect(blocked).toBe('blocked');
  expect(foreign.seen).toEqual([]);
  foreign.close();
});

test('a long call tells how far it is and can be ended; what is under way ends with the account (SEC-61)', async ({
  pool,
  launch,
}) => {
  const api = apiOf(pool);
  const app = await launch();
  await submitPassword(await app.opens(() => press(app, 'Sign in')), ann);
  await expectState(app, 'signed-in');
  const told = await app.window.evaluate(async () => {
    const seen: ApiProgress[] = [];
    const stop = window.cognitoDesktop.onRequestProgress((progress) => seen.push(progress));
    const path = '/download?megabytes=2&seconds=0.6';
    const result = await window.cognitoDesktop.request({ id: 'one', method: 'GET', path });
    stop();
    return { seen, size: result.ok ? result.answer.body.byteLength : result.problem.code };
  });
  expect(told.size).toBe(2_000_000);
  expect(told.seen.length).toBeGreaterThan(2);
  const received = told.seen.map((progress) => progress.received);
  expect(received).toEqual([...received].sort((a, b) => a - b));
  expect(told.seen.at(-1)).toMatchObject({ id: 'one', toReceive: 2_000_000 });

  await app.window.getByText('Call the API').click();
  const path = app.window.getByRole('textbox', { name: 'Path' });
  await path.fill('/download?megabytes=5&seconds=60');
  await press(app, 'Send');
  await expect(app.window.getByTestId('api-progress')).toContainText('of 5 MB');
  await press(app, 'Cancel');
  await expect(app.window.locator('[data-problem="api-cancelled"]')).toBeVisible();
  await expect(path).toBeFocused();

  await submitPassword(await app.opens(() => press(app, 'Add account')), ben);
  await expect(app.window.getByRole('heading', { level: 1 })).toHaveText(ben.name);
  const arrived = () => api.requests.filter((request) => request.path === '/me').length;
  const me = { method: 'GET', path: '/me' } as const;
  const ended = { ok: false, code: 'api-account-changed' };
  // The API answers, and the page is not told.
  api.faults.set('/me', { kind: 'delay', ms: 1_000 });
  const asBen = call(app.window, me);
  await expect.poll(arrived).toBe(1);
  await press(app, `Switch to ${ann.name} ${ann.username}`);
  expect(await asBen).toEqual(ended);
  await expect(app.window.getByRole('heading', { level: 1 })).toHaveText(ann.name);

  const asAnn = call(app.window, me);
  await expect.poll(arrived).toBe(2);
  await press(app, 'Sign out');
  expect(await asAnn).toEqual(ended);
  await expectState(app, 'signed-out');
});
