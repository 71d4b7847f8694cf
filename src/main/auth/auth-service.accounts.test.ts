import { afterEach, describe, expect, it } from 'vitest';
import { neverUnlessAborted } from '../../../tests/support/auth/hosted-ui';
import {
  idOfOther,
  othersIn,
  type Person,
  people,
  rigWith,
  signInAs,
  who,
} from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import { AppError } from '../problems/app-error';
import type { StoredAccount } from './ports';

let rig: Rig;
afterEach(() => rig.close());

/** Signed in one after the other: the last of them is in use. */
async function signedIn(...names: Person[]): Promise<void> {
  rig = await rigWith(names);
}

const toAnn = () => rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
const known = () =>
  rig.accounts.content.accounts.map(({ account }) => account.email?.split('@')[0]).sort();

describe('adding an account', () => {
  it('makes the new one the one in use, and keeps the earlier', async () => {
    await signedIn('ann');
    await signInAs(rig, 'ben');
    expect(who(rig.auth.state)).toBe('ben');
    expect(othersIn(rig.auth.state)).toEqual(['ann']);
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
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await signInAs(rig, 'ben');
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.auth.state).toMatchObject({
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
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.auth.state).toMatchObject({
      problem: { code: 'signature-invalid' },
      notice: null,
    });
    expect(known()).toEqual(['ann']);
    // The refresh token that came with it is handed back.
    await eventually(() => expect(rig.revoked()).toBe(1));
    rig.auth.dismissProblem();
    expect(rig.auth.state).toMatchObject({ problem: null });
  });

  it('that is there already signs in anew, and is not there twice', async () => {
    await signedIn('ann', 'ben');
    const before = new Set(rig.secrets.entries.values());
    await signInAs(rig, 'ann');
    expect(who(rig.auth.state)).toBe('ann');
    expect(othersIn(rig.auth.state)).toEqual(['ben']);
    expect([...rig.secrets.entries.values()].filter((token) => before.has(token))).toHaveLength(1);
    await eventually(() => expect(rig.revoked()).toBe(1));
  });

  it('gives API calls of the meantime the token of the one in use', async () => {
    await signedIn('ann');
    const before = await rig.auth.accessToken();
    const saving = rig.secrets.gate.hold('set');
    const adding = signInAs(rig, 'ben');
    await saving.reached;
    expect(await rig.auth.accessToken()).toBe(before);
    saving.release();
    await adding;
    expect(await rig.auth.accessToken()).not.toBe(before);
  });

  it('a window that is slow to close brings nothing back to life', async () => {
    await signedIn('ann');
    let late = (_url: string) => false;
    rig.userAgent.behaviour = ({ accept, signal }) => {
      late = accept;
      rig.auth.cancelSignIn();
      return neverUnlessAborted(signal);
    };
    await signInAs(rig, 'ben');
    expect(late(`${rig.config.redirectUri}?code=c&state=unknown`)).toBe(false);
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in' });
    // Nor does it use up what the next window waits for.
    rig.userAgent.behaviour = async ({ url, accept }) => {
      expect(late(`${rig.config.redirectUri}?error=access_denied`)).toBe(false);
      const callback = await rig.userAgent.signIn(url);
      expect(accept(callback)).toBe(true);
      return callback;
    };
    await signInAs(rig, 'ben');
    expect(who(rig.auth.state)).toBe('ben');
  });
});

it('an account that no keychain takes is there until the app closes, beside one that is saved', async () => {
  await signedIn('ann');
  rig.secrets.failures.set = 'keychain-unavailable';
  await signInAs(rig, 'ben');
  expect(rig.auth.state).toMatchObject({ notice: { code: 'keychain-unavailable' } });
  await toAnn();
  expect(othersIn(rig.auth.state)).toEqual(['ben']);
  await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ben'));
  expect(who(rig.auth.state)).toBe('ben');
  expect(known()).toEqual(['ann']);
  const auth = rig.relaunch();
  await auth.restore();
  expect(who(auth.state)).toBe('ann');
  expect(othersIn(auth.state)).toEqual([]);
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
  const earlier = rig.requests();
  rig.journal.length = 0;
  const auth = rig.relaunch();
  await auth.restore();
  expect(othersIn(auth.state)).toHaveLength(49);
  expect(rig.journal.filter((step) => !step.startsWith('state'))).toEqual([
    'keychain get',
    'POST /oauth2/token',
    'index save',
  ]);
  const paths = rig
    .requests()
    .slice(earlier.length)
    .map(({ path }) => path);
  expect(paths.filter((path) => !path.endsWith('jwks.json'))).toEqual(['/oauth2/token']);
  expect(rig.clock.pending).toHaveLength(4); // two for each of the two runs of the app
});
