import type { Command } from '../app-process';
import { expect, type Group, type Scenario } from '../scenario';
import type { AppProcess } from '../spawn-app';
import { people, World, type WorldOptions } from '../world';

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
  expect(world.entries() === 0, 'the keychain took the token though it was locked');
  return app;
}

/** @param isShort one crash of each flow, and all between a rotation and its write */
export async function crashGroup(isShort: boolean): Promise<Group> {
  return { heading: 'Crashes', scenarios: [...(await crashes(isShort)), justRefreshed] };
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
 * keychain or to the index. Each flow is played once to count its steps.
 */
async function crashes(isShort: boolean): Promise<readonly Scenario[]> {
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
  expect(await app.ends(5_000), 'the process was not killed');
  await survive(world, flow.survivors(world.takeSteps()));
}

/** Exactly these people are known at the next launch, each with a session that works, and no secret is left over. */
export async function survive(world: World, expected: readonly string[]): Promise<void> {
  const app = world.start();
  let report = await app.do({ do: 'restore' });
  const known = knownTo(report?.state);
  expect(
    [...known].sort().join() === [...expected].sort().join(),
    `known are [${known}], and should be [${expected}]: ${JSON.stringify(report?.state)}`,
  );
  expect(
    world.entries() === expected.length,
    `${world.entries()} entries for ${expected.length} accounts`,
  );
  for (const email of expected) {
    report = await app.do({ do: 'switch', email });
    report = await app.do({ do: 'call', times: 1 });
    expect(report?.tokens === 1 && report.refusals.length === 0, `${email} has no session`);
  }
  await app.kill();
}

function knownTo(state: unknown): readonly string[] {
  const { account, others = [] } = (state ?? {}) as {
    account?: { email: string };
    others?: { account: { email: string } }[];
  };
  return [...(account ? [account.email] : []), ...others.map((other) => other.account.email)];
}
