import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../support/eventually';
import { type HostileProvider, startHostileProvider, subject } from './provider';
import { type HostileRig, startRig } from './rig';
import type { Kind, Moment, Row } from './row';
import { evil } from './script';

/** What ends a session; nothing else does (SEC-54). */
const ending: readonly string[] = ['session-ended', 'subject-changed'];

/** Timers go off a day later at the latest, whatever the provider says about lifetimes. */
const day = 24 * 3_600_000;

/** What the provider says of her when it is asked by scope. */
const ann = { subject, name: 'Ann Lee', email: 'ann@example.com' };

/** Plays each row through a session, and looks at what is left of it. One provider for all. */
export function playAll(rows: readonly Row[]): void {
  let provider: HostileProvider;
  beforeAll(async () => {
    provider = await startHostileProvider();
  });
  afterAll(() => provider.close());
  afterEach(() => vi.useRealTimers());

  describe.each(rows)('$name', (row) => {
    for (const kind of row.kinds) {
      it.each(row.at)(`${kind}, at the %s: ${row.expected}`, (moment) => {
        return play(provider, row, kind, moment);
      });
    }
  });
}

async function play(provider: HostileProvider, row: Row, kind: Kind, moment: Moment) {
  // Times are compared to the second, so the date stands still; timers and sockets go on.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 1000) * 1000 });
  provider.reset();
  const rig = startRig(provider, kind);
  try {
    await rig.auth.restore();
    if (row.fromTheStart) provider.script = row.script(provider);
    if (moment !== 'sign-in') {
      await rig.auth.signIn({ intent: 'sign-in' });
      expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    }
    if (moment === 'second sign-in') await rig.auth.signOut();
    const entry = rig.secrets.only;
    provider.requests.length = 0;
    provider.script = row.script(provider);
    await passingTime(rig, act(rig, row, moment), row.isSlow ?? false);
    await check(provider, rig, row, moment, entry);
    checkRequests(provider, rig, row);
  } finally {
    rig.auth.dispose();
  }
}

function act({ auth }: HostileRig, { asks }: Row, moment: Moment): Promise<void> {
  if (moment === 'refresh') return auth.refresh();
  if (moment === 'sign-out') return auth.signOut();
  return auth.signIn({ intent: 'sign-in', ...asks });
}

/** Skips the pauses in which the app looks again; time goes on by itself only when it has to run out. */
async function passingTime({ clock }: HostileRig, work: Promise<void>, isSlow: boolean) {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  for (let turn = 0; !isOver; turn++) {
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 5))]);
    const pause = clock.pending.find((ms) => ms <= 2_000);
    if (!isOver && isSlow) clock.advance(1_000);
    else if (!isOver && pause !== undefined && turn > 0) clock.advance(pause);
  }
  await done;
}

async function check(
  provider: HostileProvider,
  rig: HostileRig,
  row: Row,
  moment: Moment,
  entry: string | undefined,
) {
  if (moment === 'sign-out') checkSignOut(rig, row);
  else if (row.expected === 'accept' || row.staysOpen) {
    await checkAccepted(rig, row, entry, provider.script.claims?.sub ?? subject);
  } else if (moment === 'refresh' && !ending.includes(row.expected)) {
    await checkRefusedRefresh(rig, row, entry);
  } else await checkNothingLeft(provider, rig, row, moment);
  for (const ms of rig.clock.pending) expect(ms).toBeLessThanOrEqual(day);
}

/** Somebody is signed in, with a new token, and the keychain has the refresh token that goes with it. */
async function checkAccepted(
  rig: HostileRig,
  row: Row,
  entry: string | undefined,
  signedIn: unknown,
) {
  expect(rig.auth.state).toMatchObject({
    kind: 'signed-in',
    notice: null,
    account: { ...ann, subject: signedIn, ...row.person },
  });
  expect(rig.secrets.entries.size).toBe(1);
  if (row.rotates ?? true) expect(rig.secrets.only).not.toBe(entry);
  else expect(rig.secrets.only).toBe(entry);
  expect(await rig.auth.accessToken()).toMatch(/^access-|^a+$/);
  expect(rig.accounts.content.active?.isComplete).toBe(true);
  expect(rig.accounts.content.active?.startedAt).toBeLessThanOrEqual(rig.clock.now());
  const warnings = rig.states.map((state) => 'warning' in state && state.warning?.code);
  if (row.staysOpen) expect(warnings).toContain(row.expected);
}

/** The session goes on with what it had, and says why there is nothing new. */
async function checkRefusedRefresh(rig: HostileRig, row: Row, entry: string | undefined) {
  expect(rig.auth.state).toMatchObject({
    kind: 'signed-in',
    notice: { code: row.expected },
    account: ann,
  });
  expect(await rig.auth.accessToken()).toBe('access-1');
  expect(rig.secrets.entries.size).toBe(1);
  // A rotated token is kept before the answer is checked: the old one may be dead (SEC-52).
  if (row.rotates ?? true) expect(rig.secrets.only).toMatch(/\nrefresh-2-/);
  else expect(rig.secrets.only).toBe(entry);
}

/** Nobody is signed in, and there is nothing to sign anybody in with. */
async function checkNothingLeft(
  provider: HostileProvider,
  rig: HostileRig,
  row: Row,
  moment: Moment,
) {
  expect(rig.auth.state).toEqual({
    kind: 'signed-out',
    problem: expect.objectContaining({ code: row.expected }),
    others: [],
  });
  // A session that is too old from the start is signed out, which takes a moment.
  await eventually(() => {
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content).toEqual({ active: null, accounts: [] });
    // What came with an answer that was refused is handed back, where it could be read (RFC 7009).
    if (moment !== 'refresh' && row.rotates !== false) expect(provider.liveTokens).toBe(0);
  });
  await expect(rig.auth.accessToken()).rejects.toMatchObject({ code: 'login-required' });
}

function checkSignOut(rig: HostileRig, { expected, hasNoLogout }: Row) {
  const problem = expected === 'accept' ? null : expect.objectContaining({ code: expected });
  expect(rig.auth.state).toEqual({ kind: 'signed-out', problem, others: [] });
  expect(rig.secrets.entries.size).toBe(0);
  expect(rig.accounts.content).toEqual({ active: null, accounts: [] });
  // What comes back from the logout page is not looked at: nothing here depends on it any more.
  const url = hasNoLogout ? null : expect.stringContaining('/logout?');
  expect(rig.logouts).toEqual([{ url, wasForgotten: true }]);
}

function checkRequests(provider: HostileProvider, rig: HostileRig, row: Row) {
  const counted = Object.keys(row.requests ?? {}).map((line) => [
    line,
    provider.requests.filter((one) => one === line).length,
  ]);
  expect(Object.fromEntries(counted)).toEqual(row.requests ?? {});
  expect([...rig.foreignOrigins], 'requests to other servers').toEqual([]);
  expect(provider.attackerRequests, 'requests to the attacker').toEqual([]);
  // Tokens go in bodies and headers, never in an address (RFC 6750 §5.3).
  expect(provider.seen.join('\n')).not.toMatch(/(access|refresh)-\d/);
  // SEC-18, SEC-68
  // The provider's own words are marked as such, in the window and in the log.
  const withoutQuotes = (text: string) => text.replaceAll(/"providerSays":"(?:[^"\\]|\\.)*"/g, '');
  expect(withoutQuotes(JSON.stringify(rig.states))).not.toContain(evil);
  expect(withoutQuotes(rig.log.lines.join('\n'))).not.toContain(evil);
  expect(rig.log.lines.join('\n')).not.toMatch(/(access|refresh)-\d/);
  expect(rig.log.lines.join('\n')).not.toContain('impossible');
}
