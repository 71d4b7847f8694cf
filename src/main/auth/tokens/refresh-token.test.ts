import { beforeEach, expect, it } from 'vitest';
import { MemorySecretStore } from '../../../../tests/support/auth/fakes';
import { RefreshToken, type SavingJournal } from './refresh-token';

const key = {
  issuer: 'https://issuer.example',
  clientId: 'client',
  subject: 'ann',
  provider: 'https://sign-in.example',
};

let secrets: MemorySecretStore;
let token: RefreshToken;
let journal: string[];
beforeEach(() => {
  journal = [];
  secrets = new MemorySecretStore(journal);
  const noting: SavingJournal = {
    begin: async () => void journal.push('begin'),
    cancel: async () => void journal.push('cancel'),
  };
  token = new RefreshToken(secrets, key, noting);
});

it('is announced before the keychain is written, at each try, and called off when that refuses', async () => {
  secrets.failures.set = 'keychain-unavailable';
  await token.save('one');
  delete secrets.failures.set;
  await token.retry();
  expect(journal).toEqual(['begin', 'keychain set', 'cancel', 'begin', 'keychain set']);
});

it('stays announced when the keychain did not answer: it may still do what it was asked', async () => {
  secrets.failures.set = 'keychain-timeout';
  await token.save('one');
  expect(journal).toEqual(['begin', 'keychain set']);
});

it('stays announced while a newer one is on its way', async () => {
  secrets.failures.set = 'keychain-unavailable';
  const slow = secrets.gate.hold('set');
  const first = token.save('one');
  await slow.reached;
  const second = token.save('two');
  slow.release();
  await Promise.all([first, second]);
  expect(journal.filter((line) => line === 'cancel')).toHaveLength(1);
});

it('is read from the keychain each time: another process may have rotated it', async () => {
  expect(await token.read()).toBeNull();
  await secrets.set(key, 'one');
  expect(await token.read()).toBe('one');
  await secrets.set(key, 'two');
  expect(await token.read()).toBe('two');
});

it('is known from before when the keychain stops answering, and not made up when it never did', async () => {
  secrets.failures.get = 'keychain-timeout';
  await expect(token.read()).rejects.toMatchObject({ code: 'keychain-timeout' });
  delete secrets.failures.get;
  await secrets.set(key, 'one');
  await token.read();
  secrets.failures.get = 'keychain-timeout';
  expect(await token.read()).toBe('one');
});

it('that the keychain refused is used from memory, not the older one that it still has', async () => {
  await token.save('one');
  secrets.failures.set = 'keychain-locked';
  expect(await token.save('two')).toMatchObject({ code: 'keychain-locked' });
  expect(token.isSaved).toBe(false);
  expect(await token.read()).toBe('two');
  expect(await token.retry()).toMatchObject({ code: 'keychain-locked' });
  delete secrets.failures.set;
  expect(await token.retry()).toBeNull();
  expect([token.isSaved, secrets.only]).toEqual([true, 'two']);
});

it('is not called saved because an older one was', async () => {
  const slow = secrets.gate.hold('set');
  const first = token.save('one');
  await slow.reached;
  const second = token.save('two');
  secrets.gate.hold('set').reached.then(() => {
    secrets.failures.set = 'keychain-locked';
  });
  slow.release();
  await first;
  expect(token.isSaved).toBe(false);
  expect(await token.read()).toBe('two');
  void second; // it is still at the gate, as a keychain that hangs would be
});

it('is gone from memory when it is deleted, whether the keychain plays along or not', async () => {
  await token.save('one');
  secrets.failures.delete = 'keychain-locked';
  await expect(token.delete()).rejects.toMatchObject({ code: 'keychain-locked' });
  secrets.failures.get = 'keychain-locked';
  await expect(token.read()).rejects.toMatchObject({ code: 'keychain-locked' });
  expect(JSON.stringify(token)).not.toContain('one');
});

it('has nothing to save again when it is saved, or when there is none', async () => {
  expect(await token.retry()).toBeNull();
  await token.save('one');
  secrets.failures.set = 'keychain-locked';
  expect(await token.retry()).toBeNull();
});
