import assert from 'node:assert/strict';
import type { Fault } from '../../infra/local/index';
import { neverUnlessAborted } from '../../src/main/auth/testing/hosted-ui';
import { AesCipher } from '../../src/main/keychain/testing/aes-cipher';
import { FakeKeytar } from '../../src/main/keychain/testing/fake-keytar';
import type { ProblemCode } from '../../src/shared/problem';
import { play, type Scenario } from '../play';
import { isRenewed, passTime, restores, survive } from '../steps';
import { people, type World } from '../world';

async function running(world: World) {
  const app = world.launch();
  await app.session.restore();
  await app.session.signIn({ intent: 'sign-in' });
  assert(isRenewed(app.session), 'the sign-in failed');
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
    const { session } = await running(world);
    world.pool.faults.set('/oauth2/token', fault);
    await passTime(world, session.refresh());
    assert(session.state.kind === 'signed-in' && session.state.notice !== null, 'not told');
    world.pool.faults.clear();
    await passTime(world, session.refresh());
    assert(isRenewed(session), `not renewed: ${JSON.stringify(session.state)}`);
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
    const { session } = await running(world);
    begin(world);
    await passTime(world, session.refresh());
    world.pool.users.enable(people.ann.username);
    assert(session.state.kind === 'signed-out', 'kept although it has ended');
    assert(session.state.problem?.code === code, `told as ${session.state.problem?.code}`);
    assert(world.entries() === 0, 'the token is still there');
  },
}));

/** The callback of one sign-in, taken before the app sees it. */
async function withCallback(
  world: World,
  onCallback: (callback: string, accept: (url: string) => boolean) => void,
) {
  const app = world.launch();
  await app.session.restore();
  app.userAgent.behaviour = async ({ url, accept, signal }) => {
    const callback = await app.userAgent.signIn(url);
    onCallback(callback, accept);
    return accept(callback) ? callback : neverUnlessAborted(signal);
  };
  await app.session.signIn({ intent: 'sign-in' });
  return app;
}

const callbacks: Scenario[] = [
  {
    name: 'the callback comes twice: taken once, and the second changes nothing',
    async run(world) {
      let again: ((url: string) => boolean) | null = null;
      let callback = '';
      const { session } = await withCallback(world, (url, accept) => {
        [callback, again] = [url, accept];
      });
      assert(isRenewed(session), 'the sign-in failed');
      const before = world.requests('authorization_code');
      assert(again !== null && !(again as (url: string) => boolean)(callback), 'taken again');
      assert(world.requests('authorization_code') === before, 'exchanged again');
      assert(isRenewed(session), 'the session was ended by it');
    },
  },
  {
    name: 'a callback of another sign-in comes first: passed over, and the right one is taken',
    async run(world) {
      const { session } = await withCallback(world, (callback, accept) => {
        const foreign = new URL(callback);
        foreign.searchParams.set('state', 'x'.repeat(43));
        assert(!accept(foreign.href), 'a foreign callback was taken');
      });
      assert(isRenewed(session), 'the sign-in was ended by it');
    },
  },
  {
    name: 'the callback of an earlier, cancelled sign-in comes during the next: passed over',
    async run(world) {
      const app = world.launch();
      await app.session.restore();
      let earlier = '';
      app.userAgent.behaviour = async ({ url, signal }) => {
        earlier = await app.userAgent.signIn(url);
        return neverUnlessAborted(signal);
      };
      const first = app.session.signIn({ intent: 'sign-in' });
      while (earlier === '') await new Promise((resolve) => setTimeout(resolve, 5));
      app.session.cancelSignIn();
      await first;
      let isTaken = false;
      app.userAgent.behaviour = async ({ url, accept }) => {
        isTaken = accept(earlier);
        const callback = await app.userAgent.signIn(url);
        accept(callback);
        return callback;
      };
      await app.session.signIn({ intent: 'sign-in' });
      assert(!isTaken, 'it was taken');
      assert(isRenewed(app.session), 'the sign-in was ended by it');
      assert(world.requests('authorization_code') === 1, 'its code was exchanged');
    },
  },
  {
    name: 'a callback after the sign-in was cancelled: no session comes of it',
    async run(world) {
      const app = world.launch();
      await app.session.restore();
      let late: (() => boolean) | null = null;
      app.userAgent.behaviour = async ({ url, accept, signal }) => {
        const callback = await app.userAgent.signIn(url);
        late = () => accept(callback);
        return neverUnlessAborted(signal);
      };
      const signingIn = app.session.signIn({ intent: 'sign-in' });
      while (late === null) await new Promise((resolve) => setTimeout(resolve, 5));
      app.session.cancelSignIn();
      await signingIn;
      assert(!(late as () => boolean)(), 'it was taken');
      assert(app.session.state.kind === 'signed-out', 'signed in by it');
      assert(world.entries() === 0, 'something was left in the keychain');
    },
  },
];

const races: Scenario[] = [0, 60].map((graceSeconds) => ({
  name: `two processes race on one rotated token, with a grace of ${graceSeconds} s`,
  world: { pool: { refreshTokenRotation: { graceSeconds } } },
  async run(world) {
    await (await running(world)).session.settled();
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
      const { session } = world.launch(edges);
      await session.restore();
      await session.signIn({ intent: 'sign-in' });
      assert(isRenewed(session), `signed in as ${JSON.stringify(session.state)}`);
      session.dispose();
      let presented = '';
      const next = world.launch({
        ...edges,
        fetch: (input, init) => {
          const body = new URLSearchParams(String(init?.body ?? ''));
          presented = body.get('refresh_token') ?? presented;
          return fetch(input, init);
        },
      });
      await passTime(world, next.session.restore());
      assert(presented === long, `${presented.length} bytes came back`);
    },
  })),
);

play('Responses of the token endpoint', [...goingOn, ...ending]);
play('Callbacks', callbacks);
play('Races under rotation', races);
play('Large tokens', sizes);
