import fc from 'fast-check';
import { identity } from '../../src/shared/identity';
import type { RunningApp } from './support/app';
import { expect, expectState, openSignIn, signIn, submitPassword, test } from './support/fixtures';
import { callWithOddArguments } from './support/odd-arguments';
import { Sweep } from './support/sweep';

/**
 * A page of the app that was taken over says what it likes through the functions that it has. What could
 * be sent past them is in `ipc-senders.spec.ts`.
 */
const sizes = (app: RunningApp) =>
  app.electron.evaluate(({ webContents }) => ({
    windows: webContents.getAllWebContents().length,
    isPolluted: 'polluted' in {} || 'polluted' in Object,
  }));

test('what no command takes is refused, at any size, and the app goes on (SEC-42)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  expect(await callWithOddArguments(app.window)).toEqual([]);
  await expectState(app, 'signed-out');
  expect(await sizes(app)).toEqual({ windows: 1, isPolluted: false });
  await signIn(app, pool);
});

test('an argument cannot change what all objects have, and one too many gets nowhere (SEC-41, SEC-42)', async ({
  launch,
}) => {
  const app = await launch();
  await app.window.evaluate(async () => {
    const texts = [
      '{"intent":"sign-in","__proto__":{"polluted":true}}',
      '{"intent":"sign-in","constructor":{"prototype":{"polluted":true}}}',
      '{"account":{"__proto__":{"polluted":true},"id":"x"}}',
      '{"__proto__":{"account":"all","polluted":true}}',
    ];
    const { signIn, signOut } = window.cognitoDesktop as unknown as Record<
      'signIn' | 'signOut',
      (argument: unknown) => Promise<void>
    >;
    await Promise.allSettled(
      texts.flatMap((text) => [
        signOut(JSON.parse(text)),
        void signIn(JSON.parse(text)).catch(() => {}),
      ]),
    );
  });
  expect((await sizes(app)).isPolluted).toBe(false);

  const earlier = app.output();
  const answer = await app.window.evaluate(() => {
    const { getAppInfo } = window.cognitoDesktop as unknown as {
      getAppInfo: (...args: unknown[]) => Promise<{ name: string }>;
    };
    return getAppInfo('signOut', { account: 'all' }, [1, 2, 3]);
  });
  expect(answer.name).toBe(identity.productName);
  expect(app.output().slice(earlier.length)).not.toContain('ipc.');
});

test('calls out of order, hundreds at once, open one window and end nothing (SEC-20)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const storm = (rounds: number) =>
    app.window.evaluate((times) => {
      const api = window.cognitoDesktop;
      for (let round = 0; round < times; round++) {
        const calls = [
          api.signIn({ intent: round % 2 === 0 ? 'sign-in' : 'sign-up' }),
          api.signOut({ account: 'all' }),
          api.switchAccount('a'.repeat(43)),
          api.refresh(),
          api.dismissProblem(),
        ];
        for (const call of calls) call.catch(() => {});
      }
    }, rounds);
  const page = await app.opens(() => storm(60));
  await storm(60);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  expect((await sizes(app)).windows).toBe(1);
  const tokenRequests = () =>
    pool.requests.filter(({ grantType }) => grantType !== undefined).length;
  expect(tokenRequests()).toBe(1);

  // One refresh at a time, whoever asks; and a cancel of nothing. The first one lasts until all have asked.
  pool.faults.set('/oauth2/token', { kind: 'delay', ms: 1_000 });
  await app.window.evaluate(async () => {
    const api = window.cognitoDesktop;
    await Promise.allSettled(
      Array.from({ length: 100 }, () => [api.refresh(), api.cancelSignIn()]).flat(),
    );
  });
  await expectState(app, 'signed-in');
  expect(tokenRequests()).toBeLessThanOrEqual(3);
});

type Call = readonly [command: string, ...args: readonly unknown[]];

/** Anything that the page may call, in any order. */
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.constantFrom<Call>(
    ['getState'],
    ['getAppInfo'],
    ['refresh'],
    ['dismissProblem'],
    ['cancelSignIn'],
    ['getUpdate'],
    ['checkForUpdates'],
    ['dismissUpdate'],
    ['restartToUpdate'],
    ['signIn', { intent: 'sign-in', maxAge: 0 }],
    ['signOut', { account: { id: 'a'.repeat(43) } }],
  ),
  fc.tuple(fc.constantFrom('signIn', 'signOut', 'switchAccount'), fc.jsonValue({ maxDepth: 2 })),
);

test('no answer and no state holds a token, whatever is called (SEC-43)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  await app.window.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.cognitoDesktop.onStateChange((state) => told.push(state));
  });
  await signIn(app, pool);
  const calls = fc.sample(call, { numRuns: 150, seed: 20_261 });
  const answers = await app.window.evaluate(async (list) => {
    const api = window.cognitoDesktop as unknown as Record<string, (...args: unknown[]) => unknown>;
    const given: unknown[] = [];
    for (const [command, ...args] of list) {
      // A sign-in ends when the person ends it: it is cancelled later, or by a call in the list.
      const answer = Promise.resolve(api[command]?.(...args)).then(
        (value) => given.push([command, value]),
        (error: unknown) => given.push([command, String(error), (error as Error).stack]),
      );
      if (command !== 'signIn') await answer;
    }
    await api.cancelSignIn?.();
    await api.signOut?.({ account: 'all' });
    const told = (window as unknown as { told: unknown[] }).told;
    return JSON.stringify({ given, told });
  }, calls);
  await expectState(app, 'signed-out');
  const secrets = pool.issuedSecrets();
  expect(secrets.length).toBeGreaterThan(3);
  const sweep = new Sweep(secrets);
  expect(answers.length).toBeGreaterThan(5_000);
  expect(sweep.in(answers)).toEqual([]);
  // The sweep would have seen one.
  expect(sweep.in(`${answers}${secrets[0]}`)).toHaveLength(1);
});

test('a page that was taken over can start a sign-in, and the person can end it (SEC-36)', async ({
  launch,
}) => {
  const app = await launch();
  const page = await openSignIn(app);
  await app.window.evaluate(() => {
    setInterval(() => void window.cognitoDesktop.signIn({ intent: 'sign-in' }).catch(() => {}), 5);
  });
  await page.close();
  await expect.poll(() => app.output()).toContain('"code":"cancelled"');
});
