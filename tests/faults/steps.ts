import assert from 'node:assert/strict';
import type { AuthService } from '../../src/main/auth/auth-service';
import type { World } from './world';

/** In ms of real time. What a request brought is worked through, for instance verified, in less. */
const idleMs = 25;
const patienceMs = 400;

/**
 * Lets time pass until `work` is done: pauses pass quickly, once nothing but the clock is waited for;
 * and so do time-outs, once a request has had its chance.
 */
export async function passTime<T>(world: World, work: Promise<T>): Promise<T> {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  done.catch(() => {}); // it is waited for below, and may fail before
  const began = performance.now();
  let busyAt = began;
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = performance.now();
    if (!world.isIdle()) busyAt = now;
    if (!isOver && (now - busyAt > idleMs || now - began > patienceMs)) world.clock.advance(500);
  }
  return done;
}

export async function signIn(world: World): Promise<AuthService> {
  const { auth } = world.launch();
  await auth.restore();
  await auth.signIn({ intent: 'sign-in' });
  assert(isRenewed(auth), 'the sign-in failed');
  auth.dispose();
  return auth;
}

export function isRenewed({ state }: AuthService): boolean {
  return (
    state.kind === 'signed-in' &&
    state.notice === null &&
    state.session.accessTokenExpiresAt !== null
  );
}

/** The session lives on in the keychain: another launch has it. */
export async function restores(world: World): Promise<void> {
  const { auth } = world.launch();
  await passTime(world, auth.restore());
  assert(isRenewed(auth), `the next launch has no session: ${JSON.stringify(auth.state)}`);
}

export async function until(fact: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!fact()) {
    assert(Date.now() < deadline, 'it did not recover by itself');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Exactly these people are known at the next launch, each with a session that works, and no secret is left over. */
export async function survive(world: World, expected: readonly string[]): Promise<void> {
  const app = world.start();
  let report = await app.do({ do: 'restore' });
  const known = knownTo(report?.state);
  assert(
    [...known].sort().join() === [...expected].sort().join(),
    `known are [${known}], and should be [${expected}]: ${JSON.stringify(report?.state)}`,
  );
  assert(
    world.entries() === expected.length,
    `${world.entries()} entries for ${expected.length} accounts`,
  );
  for (const email of expected) {
    report = await app.do({ do: 'switch', email });
    report = await app.do({ do: 'call', times: 1 });
    assert(report?.tokens === 1 && report.refusals.length === 0, `${email} has no session`);
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
