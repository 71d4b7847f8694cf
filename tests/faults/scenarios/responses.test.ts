import assert from 'node:assert/strict';
import type { Fault } from '@repo/local-user-pool';
import type { ProblemCode } from '../../../src/shared/problem';
import { neverUnlessAborted } from '../../support/auth/hosted-ui';
import { AesCipher } from '../../support/storage/aes-cipher';
import { FakeKeytar } from '../../support/storage/fake-keytar';
import { play, type Scenario } from '../play';
import { isRenewed, passTime, restores, survive } from '../steps';
import { people, type World } from '../world';

async function running(world: World) {
  const app = world.launch();
  await app.auth.restore();
  await app.auth.signIn({ intent: 'sign-in' });
  assert(isRenewed(app.auth), 'the sign-in failed');
  return app;
}

/** Refusals that say something about the client or the token, and nothing about the session. */
const notTheEnd: Readonly<Record<string, Fault>> = {
  invalid_client: { kind: 'status', status: 400, body: { error: 'invalid_client' } },
  unauthorized_client: { kind: 'status', status: 400, body: { error: 'unauthorized_client' } },
  invalid_request: { kind: 'status', status: 400, body: { error: 'invalid_request' } },
  'an ID token for another client': { kind: 'wrong-claim', token: 'id', set: { aud: 'other' } },
  'an ID token of another issuer': {
    kind: 'wrong-claim',
    token: 'id',
    set: { iss: 'https://other.example' },
  },
  'an expired ID token': { kind: 'wrong-claim', token: 'id', set: { exp: 1_000_000_000 } },
};

const goingOn: Scenario[] = Object.entries(notTheEnd).map(([name, fault]) => ({
  name: `refresh answered with ${name}: the session goes on`,
  world: { pool: { refreshTokenRotation: { graceSeconds: 0 } } },
  async run(world) {
    const { auth } = await running(world);
    world.pool.faults.set('/oauth2/token', fault);
    await passTime(world, auth.refresh());
    assert(auth.state.kind === 'signed-in' && auth.state.notice !== null, 'not told');
    world.pool.faults.clear();
    await passTime(world, auth.refresh());
    assert(isRenewed(auth), `not renewed: ${JSON.stringify(auth.state)}`);
    await restores(world);
  },
}));

const endings: readonly [string, ProblemCode, (world: World) => void][] = [
  [
    'another subject',
    'subject-changed',
    ({ pool }) =>
      pool.faults.set('/oauth2/token', { kind: 'wrong-claim', token: 'id', set: { sub: 'other' } }),
  ],
  [
    'invalid_grant',
    'session-ended',
    ({ pool }) =>
      pool.faults.set('/oauth2/token', {
        kind: 'status',
        status: 400,
        body: { error: 'invalid_grant' },
      }),
  ],
  ['a disabled account', 'session-ended', ({ pool }) => pool.users.disable(people.ann.username)],
];

const ending: Scenario[] = endings.map(([name, code, begin]) => ({
  name: `refresh answered with ${name}: the session ends, and nothing is left`,
  async run(world) {
    const { auth } = await running(world);
    begin(world);
    await passTime(world, auth.refresh());
    world.pool.users.enable(people.ann.username);
    assert(auth.state.kind === 'signed-out', 'kept although it has ended');
    assert(auth.state.problem?.code === code, `told as ${auth.state.problem?.code}`);
    assert(world.entries() === 0, 'the token is still there');
  },
}));

/** The callback of one sign-in, taken before the app sees it. */
async function withCallback(
  world: World,
  onCallback: (callback: string, accept: (url: string) => boolean) => void,
) {
  const app = world.launch();
  await app.auth.restore();
  app.userAgent.behaviour = async ({ url, accept, signal }) => {
    const callback = await app.userAgent.signIn(url);
    onCallback(callback, accept);
    return accept(callback) ? callback : neverUnlessAborted(signal);
  };
  await app.auth.signIn({ intent: 'sign-in' });
  return app;
}

const callbacks: Scenario[] = [
  {
    name: 'the callback comes twice: taken once, and the second changes nothing',
    async run(world) {
      let again: ((url: string) => boolean) | null = null;
      let callback = '';
      const { auth } = await withCallback(world, (url, accept) => {
        [callback, again] = [url, accept];
      });
      assert(isRenewed(auth), 'the sign-in failed');
      const before = world.requests('authorization_code');
      assert(again !== null && !(again as (url: string) => boolean)(callback), 'taken again');
      assert(world.requests('authorization_code') === before, 'exchanged again');
      assert(isRenewed(auth), 'the session was ended by it');
    },
  },
  {
    name: 'a callback of another sign-in comes first: passed over, and the right one is taken',
    async run(world) {
      const { auth } = await withCallback(world, (callback, accept) => {
        const foreign = new URL(callback);
        foreign.searchParams.set('state', 'x'.repeat(43));
        assert(!accept(foreign.href), 'a foreign callback was taken');
      });
      assert(isRenewed(auth), 'the sign-in was ended by it');
    },
  },
  {
    name: 'the callback of an earlier, cancelled sign-in comes during the next: passed over',
    async run(world) {
      const app = world.launch();
      await app.auth.restore();
      let earlier = '';
      app.userAgent.behaviour = async ({ url, signal }) => {
        earlier = await app.userAgent.signIn(url);
        return neverUnlessAborted(signal);
      };
      const first = app.auth.signIn({ intent: 'sign-in' });
      while (earlier === '') await new Promise((resolve) => setTimeout(resolve, 5));
      app.auth.cancelSignIn();
      await first;
      let isTaken = false;
      app.userAgent.behaviour = async ({ url, accept }) => {
        isTaken = accept(earlier);
        const callback = await app.userAgent.signIn(url);
        accept(callback);
        return callback;
      };
      await app.auth.signIn({ intent: 'sign-in' });
      assert(!isTaken, 'it was taken');
      assert(isRenewed(app.auth), 'the sign-in was ended by it');
      assert(world.requests('authorization_code') === 1, 'its code was exchanged');
    },
  },
  {
    name: 'a callback after the sign-in was cancelled: no session comes of it',
    async run(world) {
      const app = world.launch();
      await app.auth.restore();
      let late: (() => boolean) | null = null;
      app.userAgent.behaviour = async ({ url, accept, signal }) => {
        const callback = await app.userAgent.signIn(url);
        late = () => accept(callback);
        return neverUnlessAborted(signal);
      };
      const signingIn = app.auth.signIn({ intent: 'sign-in' });
      while (late === null) await new Promise((resolve) => setTimeout(resolve, 5));
      app.auth.cancelSignIn();
      await signingIn;
      assert(!(late as () => boolean)(), 'it was taken');
      assert(app.auth.state.kind === 'signed-out', 'signed in by it');
      assert(world.entries() === 0, 'something was left in the keychain');
    },
  },
];

const races: Scenario[] = [0, 60].map((graceSeconds) => ({
  name: `two processes race on one rotated token, with a grace of ${graceSeconds} s`,
  world: { pool: { refreshTokenRotation: { graceSeconds } } },
  async run(world) {
    await (await running(world)).auth.settled();
    const apps = [world.start(), world.start()];
    for (const app of apps) await app.do({ do: 'restore' });
    for (let round = 0; round < 5; round++) {
      const reports = await Promise.all(apps.map((app) => app.do({ do: 'refresh' })));
      for (const report of reports) {
        const isFine = report?.state.kind === 'signed-in' && report.state.notice === null;
        assert(isFine, `round ${round}: ${JSON.stringify(report?.state)}`);
      }
    }
    await Promise.all(apps.map((app) => app.kill()));
    await survive(world, [people.ann.username]);
  },
}));

const sizes: Scenario[] = [100, 2_400, 2_560, 2_561, 6_000, 20_000].flatMap((bytes) =>
  [true, false].map((isWindows) => ({
    name: `a refresh token of ${bytes} bytes ${isWindows ? 'with the limit of Windows' : 'in the Secret Service'}`,
    async run(world: World) {
      const keytar = new FakeKeytar();
      keytar.limitBytes = 2560;
      const windows = { platform: 'win32' as const, cipher: new AesCipher() };
      const edges = isWindows ? { ...windows, keytar: async () => keytar } : {};
      const long = 'r'.repeat(bytes);
      world.pool.hooks.tokenResponse = ({ status, body }) => ({
        status,
        body: { ...(body as object), refresh_token: long },
      });
      const { auth } = world.launch(edges);
      await auth.restore();
      await auth.signIn({ intent: 'sign-in' });
      assert(isRenewed(auth), `signed in as ${JSON.stringify(auth.state)}`);
      auth.dispose();
      let presented = '';
      const next = world.launch({
        ...edges,
        fetch: (input, init) => {
          const body = new URLSearchParams(String(init?.body ?? ''));
          presented = body.get('refresh_token') ?? presented;
          return fetch(input, init);
        },
      });
      await passTime(world, next.auth.restore());
      assert(presented === long, `${presented.length} bytes came back`);
    },
  })),
);

play('Responses of the token endpoint', [...goingOn, ...ending]);
play('Callbacks', callbacks);
play('Races under rotation', races);
play('Large tokens', sizes);
