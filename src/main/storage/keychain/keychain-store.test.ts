import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  account,
  codeOf,
  entryKey,
  setUp,
  token,
} from '../../../../tests/support/storage/store-rig';
import { accountIdOf } from '../../auth/accounts/account-key';

describe('keeping a refresh token', () => {
  it('sets, gets, replaces and deletes', async () => {
    const { store } = setUp();
    expect(await store.get(account)).toBeNull();
    await store.set(account, token);
    expect(await store.get(account)).toBe(token);
    await store.set(account, 'rotated');
    expect(await store.get(account)).toBe('rotated');
    await store.delete(account);
    await store.delete(account);
    expect(await store.get(account)).toBeNull();
  });

  it('finds no token for another provider, wherever the settings came from', async () => {
    const { store } = setUp();
    await store.set(account, token);
    const elsewhere = { ...account, provider: 'https://evil.example' };
    expect(await store.get(elsewhere)).toBeNull();
    await store.delete(elsewhere);
    expect(await store.get(account)).toBe(token);
  });

  it('writes one versioned entry under a name that says nothing (SEC-61)', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    expect([...keytar.entries]).toEqual([[entryKey, `{"v":1,"refreshToken":"${token}"}`]]);
    expect(accountIdOf(account)).toMatch(/^[\w-]{43}$/);
  });

  it('loads the keychain at the first use, once', async () => {
    const { store, loads } = setUp();
    expect(loads()).toBe(0);
    await store.get(account);
    await store.get(account);
    expect(loads()).toBe(1);
  });

  it('makes one call at a time', async () => {
    const { keytar, store } = setUp();
    await Promise.all(Array.from({ length: 20 }, (_, n) => store.set(account, `token-${n}`)));
    expect(keytar.mostRunning).toBe(1);
    expect(await store.get(account)).toBe('token-19');
  });

  it('writes no probe when it reads or deletes an entry that is there, or writes one', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    expect(keytar.calls).toEqual(['set', 'get']);
    const restarted = setUp({ entries: keytar.entries });
    expect(await restarted.store.get(account)).toBe(token);
    await restarted.store.set(account, 'rotated');
    await restarted.store.delete(account);
    expect(restarted.keytar.calls).toEqual(['get', 'set', 'delete']);
  });

  it('leaves nothing of its probe behind', async () => {
    const { keytar, store } = setUp();
    await store.get(account);
    expect(keytar.calls).toContain('set');
    expect(keytar.entries.size).toBe(0);
  });
});

describe('an entry that is not ours', () => {
  it.each([
    '',
    'token',
    '{}',
    '{"v":2,"chunks":3}',
    '{"v":1}',
    '{"v":1,"refreshToken":""}',
    '{"v":1,"refreshToken":"a","x":1}',
  ])('is corrupt, kept, and replaced at the next sign-in: %j', async (text) => {
    const { keytar, store } = setUp();
    keytar.entries.set(entryKey, text);
    expect(await codeOf(store.get(account))).toBe('keychain-corrupt');
    expect(keytar.entries.get(entryKey)).toBe(text);
    await store.set(account, token);
    expect(await store.get(account)).toBe(token);
  });
});

it('does not carry the entry in the error that says it is corrupt (SEC-68)', async () => {
  const { keytar, store } = setUp();
  keytar.entries.set(entryKey, `{"v":1,"token":"${token}"}`);
  const error: unknown = await store.get(account).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'keychain-corrupt' });
  expect(error).not.toHaveProperty('cause');
  expect(inspect(error)).not.toContain(token);
});

it('never logs a token, an entry or the sentence of the operating system (SEC-68)', async () => {
  const { keytar, log, store } = setUp();
  await store.set(account, token);
  keytar.entries.set(entryKey, `broken ${token}`);
  await codeOf(store.get(account));
  keytar.failure = '/home/someone/.keyring is broken';
  await codeOf(store.get(account));
  expect(log.text()).toContain('keychain-corrupt');
  expect(log.text()).not.toContain(token);
  expect(log.text()).not.toContain('someone');
});

it('SEC-61: names accounts apart whatever stands in their parts', () => {
  const names = [
    { issuer: 'a', clientId: 'b', subject: 'c' },
    { issuer: 'a', clientId: 'b', subject: 'd' },
    { issuer: 'a', clientId: 'b', subject: 'c|d' },
    { issuer: 'a', clientId: 'b|c', subject: 'd' },
    { issuer: 'a|b', clientId: 'c', subject: 'd' },
    { issuer: 'a","b', clientId: 'c', subject: 'd' },
    { issuer: 'a', clientId: 'b","c', subject: 'd' },
  ].map((key) => accountIdOf({ ...account, ...key }));
  expect(new Set(names).size).toBe(names.length);
});
