import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryAccountIndex, MemoryLog } from '../../../../tests/support/auth/fakes';
import { storedAccount } from '../../../../tests/support/auth/stored';
import type { StoredAccount } from '../ports';
import { accountIdOf, keyOf } from './account-key';
import { AccountList } from './account-list';

const scope = {
  issuer: 'https://issuer.example',
  clientId: 'client',
  provider: 'https://domain.example',
};
const [ann, ben, cam] = ['ann', 'ben', 'cam'].map((name) => storedAccount(name)) as [
  StoredAccount,
  StoredAccount,
  StoredAccount,
];
const idOf = (stored: StoredAccount) => accountIdOf(keyOf(stored));
const emails = (accounts: readonly { account: { email: string | null } }[]) =>
  accounts.map(({ account }) => account.email?.split('@')[0]);

let index: MemoryAccountIndex;
let log: MemoryLog;
let list: AccountList;
beforeEach(() => {
  index = new MemoryAccountIndex();
  log = new MemoryLog();
  list = new AccountList(index, scope, log);
});

/** The index as an earlier run of the app has left it. */
async function load(active: StoredAccount | null, ...accounts: StoredAccount[]) {
  index.content = { active, accounts };
  return list.load();
}

describe('at launch', () => {
  it('gives the account to go on with, and knows the others', async () => {
    expect(await load(ann, ann, ben)).toEqual(ann);
    expect(emails(list.others(ann))).toEqual(['ben']);
    expect(emails(list.others(null))).toEqual(['ann', 'ben']);
  });

  it('gives nobody when nobody was in use', async () => {
    expect(await load(null, ann)).toBeNull();
  });

  it('gives nobody who was being signed out, nor shows them', async () => {
    const leaving = { ...ann, isComplete: false };
    expect(await load(leaving, leaving, ben)).toBeNull();
    expect(emails(list.others(null))).toEqual(['ben']);
    expect(list.leftovers()).toEqual([leaving]);
    expect(list.isLeftover(ann)).toBe(true);
    expect(list.isLeftover(ben)).toBe(false);
  });

  it.each([
    ['issuer', { account: { ...ann.account, issuer: 'https://other.example' } }],
    ['client', { account: { ...ann.account, clientId: 'other' } }],
    ['provider', { provider: 'https://other.example' }],
  ])('SEC-61: accounts of another %s are not ours, and stay as they are', async (_, change) => {
    const foreign = { ...ann, ...change };
    const leftover = {
      ...foreign,
      account: { ...foreign.account, subject: 'x' },
      isComplete: false,
    };
    expect(await load(foreign, foreign, leftover, ben)).toBeNull();
    expect(emails(list.others(null))).toEqual(['ben']);
    expect(list.leftovers()).toEqual([]);
    await list.discard(list.all());
    await list.remove(ben);
    expect(index.content.accounts).toEqual([foreign, leftover]);
  });
});

describe('an account', () => {
  it('is found by its name, which says nothing about the person', async () => {
    await load(null, ann, ben);
    const [other] = list.others(ann);
    expect(list.find(other?.id ?? '')).toEqual(ben);
    expect(other?.id).toMatch(/^[\w-]{43}$/);
    expect(other?.id).not.toContain('ben');
    expect(list.find('nobody')).toBeNull();
  });

  it('is in it once, however often it is saved, as it was saved last', async () => {
    await list.save(ann, { active: true });
    await list.save({ ...ann, startedAt: 9 }, { active: false });
    expect(list.all()).toEqual([{ ...ann, startedAt: 9 }]);
    expect(index.content.active).toMatchObject({ startedAt: 9 });
  });

  it('that is only remembered is gone with the app', async () => {
    list.remember(ann);
    expect(list.has(ann)).toBe(true);
    expect(index.content.accounts).toEqual([]);
  });

  it('is out of sight from the moment it is discarded, before the disk knows', async () => {
    await load(ann, ann, ben);
    const writing = index.gate.hold('discard');
    const discarding = list.discard([ann]);
    expect(emails(list.others(null))).toEqual(['ben']);
    expect(list.all()).toEqual([ben]);
    writing.release();
    await discarding;
    expect(index.content.accounts).toEqual([{ ...ann, isComplete: false }, ben]);
  });

  it('that is removed is gone, here and on disk', async () => {
    await load(ann, ann, ben);
    await list.remove(ann);
    expect(list.has(ann)).toBe(false);
    expect(index.content).toEqual({ active: null, accounts: [ben] });
  });

  it('that is activated is the one at the next launch; null: nobody', async () => {
    await load(ann, ann, ben);
    await list.activate(ben);
    expect(index.content.active).toEqual(ben);
    await list.activate(null);
    expect(index.content.active).toBeNull();
  });
});

it('a disk that takes nothing is told apart, and what is known in memory is up to date', async () => {
  await load(ann, ann, ben);
  index.failure = new Error('ENOSPC: /home/somebody');
  const work = [
    () => list.save(cam, { active: true }),
    () => list.activate(ben),
    () => list.discard([ann]),
    () => list.remove(ben),
  ];
  for (const one of work) await expect(one()).rejects.toMatchObject({ code: 'disk-unwritable' });
  expect(list.all()).toEqual([cam]);
  expect(log.lines.join()).toContain('auth.account-index-unwritable');
  expect(log.lines.join()).not.toContain('somebody');
  expect(idOf(cam)).not.toBe(idOf(ben));
});

describe('an account that the keychain is about to be given', () => {
  it('is in the index, to be thrown away at the next launch, and no other here', async () => {
    list.remember(ann);
    await list.announce(ann);
    expect(index.content).toEqual({ active: null, accounts: [{ ...ann, isComplete: false }] });
    expect(list.leftovers()).toEqual([]);
    expect(emails(list.all())).toEqual(['ann']);
  });

  it('is not announced when the index has it', async () => {
    await load(ann, ann, { ...ben, isComplete: false });
    await list.announce({ ...ann, lastActiveAt: 5 });
    await list.announce(ben);
    await list.save(cam, { active: false });
    await list.announce(cam);
    expect(index.content).toEqual({
      active: ann,
      accounts: [ann, { ...ben, isComplete: false }, cam],
    });
  });

  it('is announced anew after it was removed', async () => {
    await load(ann, ann);
    await list.remove(ann);
    await list.announce(ann);
    expect(index.content.accounts).toEqual([{ ...ann, isComplete: false }]);
  });

  it('is out of it when that came to nothing, unless it was saved meanwhile', async () => {
    list.remember(ann);
    await list.announce(ann);
    await list.withdraw(ann);
    expect(index.content.accounts).toEqual([]);
    expect(emails(list.all())).toEqual(['ann']);
    await list.announce(ann);
    await list.save(ann, { active: true });
    await list.withdraw(ann);
    expect(index.content).toEqual({ active: ann, accounts: [ann] });
  });

  it('was not announced when the disk took nothing, and is the next time', async () => {
    index.failure = new Error('disk full');
    await expect(list.announce(ann)).rejects.toMatchObject({ code: 'disk-unwritable' });
    index.failure = null;
    await list.announce(ann);
    expect(index.content.accounts).toEqual([{ ...ann, isComplete: false }]);
  });
});
