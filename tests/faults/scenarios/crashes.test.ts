import assert from 'node:assert/strict';
import type { Command } from '../app-process';
import { isShort, play, type Scenario, whyNot } from '../play';
import type { AppProcess } from '../spawn-app';
import { survive } from '../steps';
import { closeWorlds, people, World, type WorldOptions } from '../world';

interface Flow {
  readonly name: string;
  /** What was done before, in an earlier run of the app; or all that leads to the moment, in its world. */
  readonly before: readonly Command[] | ((world: World) => Promise<AppProcess>);
  readonly keyring?: 'own';
  /** What the app is killed in the middle of. */
  readonly during: Command;
  /** Who must be known at the next launch, given what was done before the kill. */
  survivors(done: readonly string[]): readonly string[];
}

const options: WorldOptions = { pool: { refreshTokenRotation: { graceSeconds: 60 } } };
/** What a command leaves to the background is over by then. */
const backgroundMs = 1_000;

const [ann, ben] = [people.ann.username, people.ben.username];
const signInAs = (who: keyof typeof people): Command => ({ do: 'signIn', ...people[who] });
const count = (done: readonly string[], step: string) => done.filter((one) => one === step).length;

/** Saved as pending, then, once the token is in the keychain, for good. */
const isComplete = (done: readonly string[]) => count(done, 'after index save') > 1;
/** The first thing that a sign-out does; from there on it can't be undone. */
const hasBegunToLeave = (done: readonly string[]) => count(done, 'after index discard') > 0;

const flows: readonly Flow[] = [
  {
    name: 'first sign-in',
    before: [],
    during: signInAs('ann'),
    survivors: (done) => (isComplete(done) ? [ann] : []),
  },
  {
    name: 'signing in again as the same person',
    before: [signInAs('ann')],
    during: signInAs('ann'),
    survivors: () => [ann],
  },
  {
    name: 'adding an account',
    before: [signInAs('ann')],
    during: signInAs('ben'),
    survivors: (done) => (isComplete(done) ? [ann, ben] : [ann]),
  },
  {
    name: 'rotation',
    before: [signInAs('ann')],
    during: { do: 'refresh' },
    survivors: () => [ann],
  },
  {
    name: 'switch',
    before: [signInAs('ann'), signInAs('ben')],
    during: { do: 'switch', email: ann },
    survivors: () => [ann, ben],
  },
  {
    name: 'sign-out',
    before: [signInAs('ann')],
    during: { do: 'signOut' },
    survivors: (done) => (hasBegunToLeave(done) ? [] : [ann]),
  },
  {
    name: 'sign-out with another account left',
    before: [signInAs('ann'), signInAs('ben')],
    during: { do: 'signOut' },
    survivors: (done) => (hasBegunToLeave(done) ? [ann] : [ann, ben]),
  },
  {
    name: 'sign-out of all accounts',
    before: [signInAs('ann'), signInAs('ben')],
    during: { do: 'signOutAll' },
    survivors: (done) => (hasBegunToLeave(done) ? [] : [ann, ben]),
  },
  {
    name: 'saving late what the keychain had refused',
    keyring: 'own',
    before: signedInWithoutKeychain,
    during: { do: 'refresh' },
    survivors: (done) => (isComplete(done) ? [ann] : []),
  },
];

/** Signed in while the keychain was locked: in memory only. Now it is open. */
async function signedInWithoutKeychain(world: World): Promise<AppProcess> {
  const app = world.start();
  await app.do({ do: 'restore' });
  world.keyring?.lock();
  await app.do(signInAs('ann'));
  await world.keyring?.unlock();
  assert(world.entries() === 0, 'the keychain took the token though it was locked');
  return app;
}

/** SEC-52: who has the new access token can rely on the rotated refresh token being saved. */
const justRefreshed: Scenario = {
  name: 'crash just after a refresh, with no grace for the token before: the rotated one was saved',
  world: { pool: { refreshTokenRotation: { graceSeconds: 0 } } },
  async run(world) {
    const app = world.start();
    await app.do({ do: 'restore' });
    await app.do(signInAs('ann'));
    await app.do({ do: 'refresh' });
    await app.kill();
    await survive(world, [ann]);
  },
};

/**
 * The app is killed before and after each thing it does that outlives it: a request, a write to the
 * keychain or to the index. Each flow is played once to count its steps. The short form has one crash of
 * each flow, and all between a rotation and its write.
 */
async function crashes(): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  for (const flow of flows) {
    const steps = await stepsOf(flow);
    for (const [index, step] of steps.entries()) {
      const isAroundRotation = flow.name === 'rotation' && /POST|keychain/.test(step);
      const isKept = index === Math.floor(steps.length / 2) || isAroundRotation;
      if (isShort && !isKept) continue;
      scenarios.push({
        name: `crash during ${flow.name}, at step ${index + 1} of ${steps.length}: ${step}`,
        world: worldOf(flow),
        run: (world) => crash(world, flow, index + 1),
      });
    }
  }
  await closeWorlds();
  return scenarios;
}

function worldOf({ keyring }: Flow): WorldOptions {
  return keyring === undefined ? options : { ...options, keyring };
}

async function stepsOf(flow: Flow): Promise<readonly string[]> {
  const world = await World.create(worldOf(flow));
  try {
    const app = await prepare(world, flow);
    await app.do(flow.during);
    await app.do({ do: 'settle' });
    await app.ends(backgroundMs);
    return world.takeSteps();
  } finally {
    await world.close();
  }
}

/** The app about to do what it will be killed in: at its second launch, mostly. */
async function prepare(world: World, { before }: Flow): Promise<AppProcess> {
  if (typeof before === 'function') {
    const ready = await before(world);
    world.takeSteps();
    return ready;
  }
  const first = world.start();
  await first.do({ do: 'restore' });
  for (const command of before) await first.do(command);
  await first.kill();
  const app = world.start();
  await app.do({ do: 'restore' });
  world.takeSteps();
  return app;
}

async function crash(world: World, flow: Flow, step: number): Promise<void> {
  const app = await prepare(world, flow);
  await app.do({ do: 'killAtStep', step });
  await app.do(flow.during);
  // Some of it goes on in the background: a token that was replaced is revoked there.
  assert(await app.ends(5_000), 'the process was not killed');
  await survive(world, flow.survivors(world.takeSteps()));
}

play('Crashes', [...(whyNot === null ? await crashes() : []), justRefreshed]);
