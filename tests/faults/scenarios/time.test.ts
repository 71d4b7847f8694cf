import assert from 'node:assert/strict';
import { play, type Scenario } from '../play';
import { isRenewed, passTime, signIn, survive } from '../steps';
import { people, type World } from '../world';

const hour = 3_600_000;
const day = 24 * hour;
const rotating = { pool: { refreshTokenRotation: { graceSeconds: 0 } } } as const;

async function running(world: World) {
  const { auth } = world.launch();
  await auth.restore();
  await auth.signIn({ intent: 'sign-in' });
  assert(isRenewed(auth), 'the sign-in failed');
  return auth;
}

/** So many API calls at once: all get a token, the same one, for one request. */
async function calls(world: World, auth: Awaited<ReturnType<typeof running>>, times: number) {
  const before = world.requests('refresh_token');
  const tokens = await Promise.all(Array.from({ length: times }, () => auth.accessToken()));
  assert(new Set(tokens).size === 1, 'they did not get the same token');
  return world.requests('refresh_token') - before;
}

const wrongClocks: Scenario[] = [-day, day].flatMap((offset) => {
  const wrong = offset < 0 ? 'a day behind' : 'a day ahead';
  return [
    {
      name: `launch with a clock ${wrong}`,
      world: rotating,
      async run(world) {
        await signIn(world);
        const app = world.start({ clockOffsetMs: offset });
        const report = await app.do({ do: 'restore' });
        assert(
          report?.state.kind === 'signed-in' && report.state.notice === null,
          `the session is shown as ${JSON.stringify(report?.state)}`,
        );
        const made = await app.do({ do: 'call', times: 50 });
        assert(made?.tokens === 1 && made.refusals.length === 0, 'no access token');
        await app.kill();
        await survive(world, [people.ann.username]);
      },
    },
    {
      name: `sign-in with a clock ${wrong}`,
      world: rotating,
      async run(world) {
        const app = world.start({ clockOffsetMs: offset });
        await app.do({ do: 'restore' });
        const report = await app.do({ do: 'signIn', ...people.ann });
        assert(
          report?.state.kind === 'signed-in' && report.state.notice === null,
          `the sign-in ended as ${JSON.stringify(report?.state)}`,
        );
        await app.kill();
        await survive(world, [people.ann.username]);
      },
    },
    {
      name: `clock set ${wrong} while signed in`,
      world: rotating,
      async run(world) {
        const auth = await running(world);
        world.clock.sleep(offset); // the date moves, and the monotonic clock does not
        world.clock.advance(30_000); // until it looks
        await passTime(world, auth.settled());
        assert(isRenewed(auth), `it is shown as ${JSON.stringify(auth.state)}`);
        assert((await calls(world, auth, 50)) <= 1, 'more than one token request');
      },
    },
  ] satisfies Scenario[];
});

const others: readonly Scenario[] = [
  {
    name: 'sleep longer than the token lives, then 50 API calls: one token request',
    world: rotating,
    async run(world) {
      const auth = await running(world);
      world.clock.sleep(2 * hour);
      const made = await calls(world, auth, 50);
      assert(made === 1, `${made} token requests`);
      assert(isRenewed(auth), 'the session is not in order');
    },
  },
  {
    name: 'sleep longer than the token lives, then waking up: renewed by itself',
    world: rotating,
    async run(world) {
      const auth = await running(world);
      world.clock.sleep(10 * hour);
      await auth.wake();
      assert(world.requests('refresh_token') === 1, 'it was not renewed');
      assert((await calls(world, auth, 50)) === 0, 'the token was no good');
    },
  },
  {
    name: 'sleep, and nobody says that the computer woke up: noticed within half a minute',
    world: rotating,
    async run(world) {
      const auth = await running(world);
      world.clock.sleep(10 * hour);
      world.clock.advance(30_000);
      await passTime(world, auth.settled());
      assert(world.requests('refresh_token') === 1, 'it was not noticed');
    },
  },
  {
    name: 'the clock is turned back while the computer sleeps longer than the token lives',
    world: rotating,
    async run(world) {
      const auth = await running(world);
      world.clock.sleep(2 * hour - day);
      world.clock.advance(30_000);
      await passTime(world, auth.settled());
      assert(world.requests('refresh_token') === 1, 'a token that is no good was kept');
    },
  },
  {
    name: '1,000 API calls at once after the token expired: one token request',
    world: rotating,
    async run(world) {
      const auth = await running(world);
      world.clock.sleep(2 * hour);
      const made = await calls(world, auth, 1_000);
      assert(made === 1, `${made} token requests`);
    },
  },
  {
    name: 'offline at launch, and the network comes back: renewed at once, not at the next try',
    world: rotating,
    async run(world) {
      await signIn(world);
      world.machine.online = false;
      world.pool.faults.set('/oauth2/token', { kind: 'drop' });
      const { auth } = world.launch();
      await auth.restore();
      assert(auth.state.kind === 'signed-in' && auth.state.offline, 'not marked offline');
      world.clock.advance(30_000);
      await passTime(world, auth.settled());
      world.pool.faults.clear();
      world.machine.online = true;
      const before = world.requests('refresh_token');
      world.clock.advance(30_000);
      await passTime(world, auth.settled());
      assert(world.requests('refresh_token') === before + 1 && isRenewed(auth), 'not renewed');
    },
  },
  {
    name: 'left alone for longer than the idle limit: signed out, and nothing is left',
    world: { config: { limits: { idleMs: hour, absoluteMs: null, refreshTokenMs: null } } },
    async run(world) {
      const auth = await running(world);
      world.machine.idle = hour - 60_000;
      world.clock.advance(hour - 60_000);
      await passTime(world, auth.settled());
      assert(isRenewed(auth), 'ended too early');
      world.machine.idle = hour + 30_000;
      world.clock.advance(90_000);
      await passTime(world, auth.signOut());
      assert(auth.state.kind === 'signed-out', 'kept for longer than it may');
      assert(auth.state.problem?.code === 'session-limit', 'without the reason');
      assert(world.entries() === 0, 'the token is still there');
    },
  },
  {
    name: 'the absolute limit passes while the app is closed: signed out at launch',
    world: { config: { limits: { idleMs: null, absoluteMs: 8 * hour, refreshTokenMs: null } } },
    async run(world) {
      await signIn(world);
      world.clock.sleep(8 * hour);
      const { auth } = world.launch();
      await passTime(world, auth.restore());
      await passTime(world, auth.signOut());
      assert(auth.state.kind === 'signed-out', 'kept for longer than it may');
      assert(auth.state.problem?.code === 'session-limit', 'without the reason');
      assert(world.entries() === 0, 'the token is still there');
    },
  },
];

play('Clock, sleep and limits', [...wrongClocks, ...others]);
