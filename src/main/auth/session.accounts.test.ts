import { afterEach, describe, expect, it } from 'vitest';
import { AuthError } from './errors';
import type { StoredAccount } from './ports';
import {
  idOfOther,
  othersIn,
  type Person,
  people,
  signInAs,
  who,
  withPeople,
} from './testing/people';
import { type Rig, startRig } from './testing/rig';

let rig: Rig;
afterEach(() => rig.close());

/** Signed in one after the other: the last of them is in use. */
async function signedIn(...names: Person[]): Promise<void> {
  rig = await startRig(withPeople);
  await rig.session.restore();
  for (const name of names) await signInAs(rig, name);
  rig.journal.length = 0;
  rig.states.length = 0;
}

const toAnn = () => rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
const signOut = (account: 'current' | 'all' | Person) =>
  rig.skippingPauses(
    rig.session.signOut({
      account:
        account === 'current' || account === 'all'
          ? account
          : { id: idOfOther(rig.session.state, account) },
    }),
  );
const known = () =>
  rig.accounts.content.accounts.map(({ account }) => account.email?.split('@')[0]).sort();

describe('adding an account', () => {
  it('makes the new one the one in use, and keeps the earlier', async () => {
    await signedIn('ann');
    await signInAs(rig, 'ben');
    expect(who(rig.session.state)).toBe('ben');
    expect(othersIn(rig.session.state)).toEqual(['ann']);
    expect(rig.secrets.entries.size).toBe(2);
    expect(rig.accounts.content.active?.account.email).toBe(people.ben.username);
    // While it lasts, the window says whose session goes on.
    expect(rig.states[0]).toMatchObject({
      kind: 'signing-in',
      current: { email: people.ann.username },
    });
  });

  it('given up, keeps the one in use, which stays fresh, and says nothing', async () => {
    await signedIn('ann');
    const timers = rig.waits();
    rig.userAgent.behaviour = () => Promise.reject(new AuthError('cancelled'));
    await signInAs(rig, 'ben');
    expect(who(rig.session.state)).toBe('ann');
    expect(rig.session.state).toMatchObject({
      kind: 'signed-in',
      problem: null,
      notice: null,
      others: [],
    });
    // Besides, the time limits of what was fetched ahead may still be there for a moment.
    expect(rig.waits()).toEqual(expect.arrayContaining(timers));
    expect(rig.journal.filter((step) => step.startsWith('keychain'))).toEqual([]);
  });

  it('that fails keeps the one in use, and says why', async () => {
    await signedIn('ann');
    rig.pool.hooks.signWith = 'wrong-key';
    await signInAs(rig, 'ben');
    expect(who(rig.session.state)).toBe('ann');
    expect(rig.session.state).toMatchObject({
      problem: { code: 'signature-invalid' },
      notice: null,
    });
    expect(known()).toEqual(['ann']);
    rig.session.dismissProblem();
    expect(rig.session.state).toMatchObject({ problem: null });
  });

  it('that is there already signs in anew, and is not there twice', async () => {
    await signedIn('ann', 'ben');
    const before = new Set(rig.secrets.entries.values());
    await signInAs(rig, 'ann');
    expect(who(rig.session.state)).toBe('ann');
    expect(othersIn(rig.session.state)).toEqual(['ben']);
    expect([...rig.secrets.entries.values()].filter((token) => before.has(token))).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rig.revoked()).toBe(1);
  });

  it('gives API calls of the meantime the token of the one in use', async () => {
    await signedIn('ann');
    const before = await rig.session.accessToken();
    const saving = rig.secrets.gate.hold('set');
    const adding = signInAs(rig, 'ben');
    await saving.reached;
    expect(await rig.session.accessToken()).toBe(before);
    saving.release();
    await adding;
    expect(await rig.session.accessToken()).not.toBe(before);
  });

  it('a window that is slow to close brings nothing back to life', async () => {
    await signedIn('ann');
    let late = (_url: string) => false;
    rig.userAgent.behaviour = ({ accept }) => {
      late = accept;
      return Promise.reject(new AuthError('cancelled'));
    };
    await signInAs(rig, 'ben');
    expect(late(`${rig.config.redirectUri}?code=c&state=unknown`)).toBe(false);
    expect(rig.session.state).toMatchObject({ kind: 'signed-in' });
    // Nor does it use up what the next window waits for.
    rig.userAgent.behaviour = null;
    rig.userAgent.strays = [];
    const pending = rig.answers.hold('/oauth2/token');
    const adding = signInAs(rig, 'ben');
    expect(late(`${rig.config.redirectUri}?error=access_denied`)).toBe(false);
    await pending.reached;
    pending.release();
    await adding;
    expect(who(rig.session.state)).toBe('ben');
  });
});

describe('switching', () => {
  it('needs no page and no request while the token is still good', async () => {
    await signedIn('ann', 'ben');
    const opened = rig.userAgent.opened.length;
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
    expect(othersIn(rig.session.state)).toEqual(['ben']);
    expect(rig.userAgent.opened).toHaveLength(opened);
    expect(rig.tokenRequests()).toHaveLength(2);
    expect(rig.journal).toEqual(['state signed-in', 'index activate']);
  });

  it('after a restart gets a new token first', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.journal.length = 0;
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(who(session.state)).toBe('ann');
    expect(rig.journal).toEqual([
      'state restoring',
      'index activate',
      'keychain get',
      'POST /oauth2/token',
      'index save',
      'state signed-in',
    ]);
  });

  it('is remembered at the next launch', async () => {
    await signedIn('ann', 'ben');
    await toAnn();
    const session = rig.relaunch();
    await session.restore();
    expect(who(session.state)).toBe('ann');
    expect(othersIn(session.state)).toEqual(['ben']);
  });

  it('leaves the other one without a timer, and fresh again when it is its turn', async () => {
    await signedIn('ann', 'ben');
    const alone = rig.clock.pending.length;
    await toAnn();
    expect(rig.clock.pending).toHaveLength(alone);
    rig.clock.sleep(2 * 3_600_000);
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ben'));
    expect(rig.session.state).toMatchObject({
      kind: 'signed-in',
      session: { accessTokenExpiresAt: rig.clock.now() + 3_600_000 },
    });
  });

  it('to one whose token is gone signs out, says why, and the other is one click away', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.secrets.entries.clear();
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(session.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'login-required' },
    });
    expect(othersIn(session.state)).toEqual(['ben']);
    expect(known()).toEqual(['ben']);
  });

  it('to one whose entry cannot be read says so, and keeps both', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.secrets.failures.get = 'keychain-corrupt';
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(session.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-corrupt' },
    });
    expect(othersIn(session.state).toSorted()).toEqual(['ann', 'ben']);
    expect(rig.secrets.entries.size).toBe(2);
    delete rig.secrets.failures.get;
    await session.switchAccount(idOfOther(session.state, 'ben'));
    expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(who(session.state)).toBe('ben');
  });

  it.each(['keychain-locked', 'keychain-timeout', 'keychain-unavailable'] as const)(
    'with %s shows the account and the notice, and goes on once it can',
    async (code) => {
      await signedIn('ann', 'ben');
      const session = rig.relaunch();
      await session.restore();
      rig.secrets.failures.get = code;
      await session.switchAccount(idOfOther(session.state, 'ann'));
      expect(who(session.state)).toBe('ann');
      expect(session.state).toMatchObject({ kind: 'signed-in', notice: { code } });
      await expect(session.accessToken()).rejects.toMatchObject({ code });
      delete rig.secrets.failures.get;
      rig.secrets.becomeAvailable();
      await session.settled();
      expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
    },
  );

  it('to one that the provider has ended says so, and forgets it', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.pool.revokeAllRefreshTokens();
    await rig.skippingPauses(session.switchAccount(idOfOther(session.state, 'ann')));
    expect(session.state).toMatchObject({ problem: { code: 'session-ended' } });
    expect(known()).toEqual(['ben']);
  });

  it('to nobody that is known, or to oneself, does nothing', async () => {
    await signedIn('ann', 'ben');
    const ann = idOfOther(rig.session.state, 'ann');
    await toAnn();
    rig.journal.length = 0;
    await rig.session.switchAccount(ann);
    await rig.session.switchAccount('x'.repeat(43));
    expect(rig.journal).toEqual([]);
  });

  it('works while signed out', async () => {
    await signedIn('ann', 'ben');
    await signOut('current');
    expect(rig.session.state).toMatchObject({ kind: 'signed-out', problem: null });
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
  });

  it('is possible when the index cannot be written: it lasts until the app closes', async () => {
    await signedIn('ann', 'ben');
    rig.accounts.failure = new Error('disk full');
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
    expect(rig.session.state).toMatchObject({ kind: 'signed-in' });
  });
});

describe('signing out', () => {
  it('the one in use leaves the others, and nobody is put in its place', async () => {
    await signedIn('ann', 'ben');
    await signOut('current');
    expect(rig.session.state).toMatchObject({ kind: 'signed-out', problem: null });
    expect(othersIn(rig.session.state)).toEqual(['ann']);
    expect(rig.secrets.entries.size).toBe(1);
    const session = rig.relaunch();
    await session.restore();
    expect(session.state).toMatchObject({ kind: 'signed-out', problem: null });
    expect(othersIn(session.state)).toEqual(['ann']);
  });

  it('another one leaves the one in use as it is, and its cookies too', async () => {
    await signedIn('ann', 'ben');
    await signOut('ann');
    expect(who(rig.session.state)).toBe('ben');
    expect(rig.session.state).toMatchObject({
      kind: 'signed-in',
      problem: null,
      notice: null,
      others: [],
    });
    expect(rig.states.map(({ kind }) => kind)).not.toContain('signing-out');
    expect(rig.userAgent.ended).toEqual([]);
    expect(known()).toEqual(['ben']);
    expect(rig.revoked()).toBe(1);
  });

  it('another one whose end the provider was not told of says so at the one in use', async () => {
    await signedIn('ann', 'ben');
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/revoke' ? new Response('busy', { status: 503 }) : undefined;
    await signOut('ann');
    expect(who(rig.session.state)).toBe('ben');
    expect(rig.session.state).toMatchObject({
      problem: { message: expect.stringContaining('signed out on this computer') },
    });
  });

  it('all of them leaves nobody, and ends the browser session once', async () => {
    await signedIn('ann', 'ben', 'cam');
    await signOut('all');
    expect(rig.session.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.revoked()).toBe(3);
    expect(rig.userAgent.ended).toHaveLength(1);
    expect(rig.clock.pending).toEqual([]);
  });

  it('all of them works when nobody is in use', async () => {
    await signedIn('ann', 'ben');
    await signOut('current');
    await signOut('all');
    expect(rig.session.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('all of them, with one entry that cannot be deleted: all the rest is done', async () => {
    await signedIn('ann', 'ben');
    const stays = rig.secrets.gate.hold('delete');
    const leaving = signOut('all');
    await stays.reached;
    rig.secrets.failures.delete = 'keychain-locked';
    stays.release();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await leaving;
    expect(rig.session.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-locked' },
      others: [],
    });
    expect(rig.revoked()).toBe(2);
    expect(rig.accounts.content.accounts.every(({ keep }) => !keep)).toBe(true);
    delete rig.secrets.failures.delete;
    await rig.skippingPauses(rig.relaunch().restore());
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });
});

it('an account that no keychain takes is there until the app closes, beside one that is saved', async () => {
  await signedIn('ann');
  rig.secrets.failures.set = 'keychain-unavailable';
  await signInAs(rig, 'ben');
  expect(rig.session.state).toMatchObject({ notice: { code: 'keychain-unavailable' } });
  await toAnn();
  expect(othersIn(rig.session.state)).toEqual(['ben']);
  await rig.session.switchAccount(idOfOther(rig.session.state, 'ben'));
  expect(who(rig.session.state)).toBe('ben');
  expect(known()).toEqual(['ann']);
  const session = rig.relaunch();
  await session.restore();
  expect(who(session.state)).toBe('ann');
  expect(othersIn(session.state)).toEqual([]);
});

it('of 50 accounts, a launch reads one secret, and tells the provider nothing of the others', async () => {
  await signedIn('ann');
  const real = rig.accounts.content.active;
  if (real === null) throw new Error('nobody is stored');
  const more = Array.from(
    { length: 49 },
    (_, n): StoredAccount => ({
      ...real,
      account: { ...real.account, subject: `person-${n}`, email: `person-${n}@example.com` },
    }),
  );
  rig.accounts.content = { active: real, accounts: [...more, real] };
  const requests = rig.pool.requests.length;
  rig.journal.length = 0;
  const session = rig.relaunch();
  await session.restore();
  expect(othersIn(session.state)).toHaveLength(49);
  expect(rig.journal.filter((step) => !step.startsWith('state'))).toEqual([
    'keychain get',
    'POST /oauth2/token',
    'index save',
  ]);
  const paths = rig.pool.requests.slice(requests).map(({ path }) => path);
  expect(paths.filter((path) => !path.endsWith('jwks.json'))).toEqual(['/oauth2/token']);
  expect(rig.clock.pending).toHaveLength(4); // two for each of the two runs of the app
});
