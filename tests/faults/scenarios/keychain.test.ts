import assert from 'node:assert/strict';
import type { Command } from '../app-process';
import { play, type Scenario } from '../play';
import type { AppProcess } from '../spawn-app';
import { survive } from '../steps';
import { people, type World } from '../world';

/** Rotation without grace: what is not written is lost. */
const pool = { refreshTokenRotation: { graceSeconds: 0 } };
const own = { pool, keyring: 'own' } as const;
const signIn: Command = { do: 'signIn', ...people.ann };

/** Ways in which a keyring that is there does not work, and how it works again. */
const troubles = {
  locked: {
    begin: (world: World) => world.keyring?.lock(),
    end: async (world: World) => world.keyring?.unlock(),
    code: 'keychain-locked',
  },
  hung: {
    begin: (world: World) => world.keyring?.signal('SIGSTOP'),
    end: async (world: World) => world.keyring?.signal('SIGCONT'),
    code: 'keychain-timeout',
  },
  killed: {
    begin: (world: World) => world.keyring?.signal('SIGKILL'),
    end: async (world: World) => world.keyring?.restart(),
    code: 'keychain-unavailable',
  },
} as const;

type Trouble = (typeof troubles)[keyof typeof troubles];
type Moment = (world: World, trouble: Trouble) => Promise<void>;

/** A run of the app in which somebody has signed in. */
async function signedIn(world: World): Promise<AppProcess> {
  const app = world.start();
  await app.do({ do: 'restore' });
  const report = await app.do(signIn);
  assert(report?.state.kind === 'signed-in' && report.state.notice === null, 'the sign-in failed');
  return app;
}

/** What the window shows, and which notice. */
async function shown(app: AppProcess, command: Command): Promise<string> {
  const { state } = (await app.do(command)) ?? {};
  const problem =
    state?.kind === 'signed-in'
      ? state.notice
      : state?.kind === 'signed-out'
        ? state.problem
        : null;
  return `${state?.kind} ${problem?.code ?? 'fine'}`;
}

/** Repeats the command until all is well; fails after a while. */
async function untilShown(app: AppProcess, command: Command, otherwise: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await shown(app, command)) !== 'signed-in fine') {
    assert(Date.now() < deadline, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const atLaunch: Moment = async (world, trouble) => {
  await (await signedIn(world)).kill();
  trouble.begin(world);
  const app = world.start();
  const first = await shown(app, { do: 'restore' });
  assert(first === `signed-in ${trouble.code}`, `a good session is shown as ${first}`);
  await trouble.end(world);
  await app.kill();
  await survive(world, [people.ann.username]);
};

const atSignIn: Moment = async (world, trouble) => {
  const app = world.start();
  await app.do({ do: 'restore' });
  trouble.begin(world);
  const first = await shown(app, signIn);
  assert(first === `signed-in ${trouble.code}`, `signed in with such a keyring: ${first}`);
  const calls = await app.do({ do: 'call', times: 1 });
  assert(calls?.tokens === 1, 'no access token');
  await trouble.end(world);
  await app.kill();
  // Nobody was promised that this survives; what matters is that nothing is half there.
  await survive(world, []);
};

const atRotation: Moment = async (world, trouble) => {
  const app = await signedIn(world);
  trouble.begin(world);
  const first = await shown(app, { do: 'refresh' });
  assert(first.startsWith('signed-in'), `the session was ended: ${first}`);
  const calls = await app.do({ do: 'call', times: 1 });
  assert(calls?.tokens === 1, 'no access token');
  await trouble.end(world);
};

const atSignOut: Moment = async (world, trouble) => {
  const app = await signedIn(world);
  trouble.begin(world);
  const first = await shown(app, { do: 'signOut' });
  assert(first === `signed-out ${trouble.code}`, `signed out with such a keyring: ${first}`);
  await trouble.end(world);
  await app.kill();
  // The entry that could not be deleted is deleted now, and signs nobody in.
  await survive(world, []);
};

const moments: Readonly<Record<string, Moment>> = {
  launch: atLaunch,
  'sign-in': atSignIn,
  rotation: atRotation,
  'sign-out': atSignOut,
};

const matrix: Scenario[] = Object.entries(moments).flatMap(([when, moment]) =>
  Object.entries(troubles).map(([name, trouble]) => ({
    name: `keyring ${name} at ${when}`,
    world: own,
    run: (world: World) => moment(world, trouble),
  })),
);

/** A rotated token that the keyring would not take is offered to it again, by itself or on request. */
const savedLater: Scenario[] = (['locked', 'hung'] as const).map((name) => ({
  name: `a rotated token refused by a ${name} keyring is saved when it works again`,
  world: own,
  async run(world) {
    const app = await signedIn(world);
    troubles[name].begin(world);
    await app.do({ do: 'refresh' });
    await troubles[name].end(world);
    await untilShown(app, { do: 'refresh' }, 'it is not saved');
    await app.kill();
    await survive(world, [people.ann.username]);
  },
}));

const others: Scenario[] = [
  {
    name: 'keyring locked at launch and unlocked later, with nobody pressing anything but refresh',
    world: own,
    async run(world) {
      await (await signedIn(world)).kill();
      world.keyring?.lock();
      const app = world.start();
      await app.do({ do: 'restore' });
      await world.keyring?.unlock();
      const later = await shown(app, { do: 'refresh' });
      assert(later === 'signed-in fine', `after unlocking: ${later}`);
    },
  },
  {
    name: 'keyring that never answers at launch, and then does, by itself',
    world: own,
    async run(world) {
      await (await signedIn(world)).kill();
      world.keyring?.signal('SIGSTOP');
      const app = world.start();
      await app.do({ do: 'restore' });
      world.keyring?.signal('SIGCONT');
      await untilShown(app, { do: 'settle' }, 'it does not go on by itself');
    },
  },
  {
    // Each call that hangs takes one of Node's four pool threads with it, and a time-out of 0.8 s.
    name: 'keyring that never answers: the app waits for it at first, and then no more',
    world: own,
    async run(world) {
      const app = await signedIn(world);
      world.keyring?.signal('SIGSTOP');
      await app.do({ do: 'refresh' });
      const began = performance.now();
      for (let times = 0; times < 5; times++) {
        const told = await shown(app, { do: 'refresh' });
        assert(told === 'signed-in keychain-timeout', `it is shown as ${told}`);
      }
      const waited = performance.now() - began;
      assert(waited < 4_000, `five refreshes took ${Math.round(waited)} ms`);
      world.keyring?.signal('SIGCONT');
      await untilShown(app, { do: 'refresh' }, 'it is not saved');
      await app.kill();
      await survive(world, [people.ann.username]);
    },
  },
  {
    name: 'no keyring at all: signed in, until the app closes, and nothing on disk',
    world: { pool, keyring: 'none' },
    async run(world) {
      const app = world.start();
      await app.do({ do: 'restore' });
      const first = await shown(app, signIn);
      assert(first === 'signed-in keychain-unavailable', `without a keyring: ${first}`);
      const second = await app.do({ do: 'refresh' });
      assert(second?.state.kind === 'signed-in', 'it does not outlive a rotation');
      await app.kill();
      const next = await shown(world.start(), { do: 'restore' });
      assert(next === 'signed-out fine', `the next launch shows ${next}`);
    },
  },
  {
    name: 'damaged entry at launch: signed out, kept, and replaced by the next sign-in',
    world: own,
    async run(world) {
      await (await signedIn(world)).kill();
      world.spoilEntries('{"v":1,"refreshToken":');
      const app = world.start();
      const first = await shown(app, { do: 'restore' });
      assert(first === 'signed-out keychain-corrupt', `a damaged entry is shown as ${first}`);
      assert(world.entries() === 1, 'the entry was deleted');
      await app.do(signIn);
      await app.kill();
      await survive(world, [people.ann.username]);
    },
  },
  {
    name: 'missing entry at launch: signed out, without a word',
    world: own,
    async run(world) {
      await (await signedIn(world)).kill();
      world.spoilEntries('');
      const first = await shown(world.start(), { do: 'restore' });
      assert(first === 'signed-out fine', `a missing entry is shown as ${first}`);
    },
  },
];

play('Keyring', [...matrix, ...savedLater, ...others]);
