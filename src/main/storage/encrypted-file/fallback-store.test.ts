import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeKeytar } from '../../../../tests/support/storage/fake-keytar';
import { account, failing, startComputer } from '../../../../tests/support/storage/fallback-rig';

let computer: Awaited<ReturnType<typeof startComputer>>;
beforeEach(async () => {
  computer = await startComputer();
});
afterEach(() => computer.close());

describe('with a keychain', () => {
  it('the file is not touched', async () => {
    const { store, file } = computer.start();
    expect(await store.get(account)).toBeNull();
    await store.set(account, 'token');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('token');
    await store.delete(account);
    expect(computer.entries.size).toBe(0);
  });

  it.each([
    ['locked', (keytar: FakeKeytar) => (keytar.locked = true)],
    ['timeout', (keytar: FakeKeytar) => (keytar.hanging = true)],
  ])('that is %s, the file is not used in its place', async (code, happen) => {
    const { store, file, keytar } = computer.start();
    await store.set(account, 'token');
    happen(keytar);
    await expect(store.set(account, 'new')).rejects.toMatchObject(failing(code));
    // Refused at once while a call hangs, and that is no "unavailable" either.
    await expect(store.set(account, 'new')).rejects.toMatchObject(failing(code));
    await expect(store.get(account)).rejects.toMatchObject(failing(code));
    expect(await file.has(account)).toBe(false);
    keytar.release();
  });

  it('that holds something damaged, the file is not asked', async () => {
    const { store } = computer.start();
    await store.set(account, 'token');
    for (const name of computer.entries.keys()) computer.entries.set(name, 'damaged');
    await expect(store.get(account)).rejects.toMatchObject(failing('corrupt'));
  });
});

describe('without a keychain', () => {
  it('the token is in the file, and comes back after a restart', async () => {
    await computer.start({ keychain: false }).store.set(account, 'token');
    expect(computer.entries.size).toBe(0);
    const { store } = computer.start({ keychain: false });
    expect(await store.get(account)).toBe('token');
    await store.set(account, 'rotated');
    expect(await store.get(account)).toBe('rotated');
    await store.delete(account);
    expect(await computer.start({ keychain: false }).file.has(account)).toBe(false);
  });

  it('and without encryption, it is unavailable', async () => {
    computer.loseEncryption();
    const { store } = computer.start({ keychain: false });
    await expect(store.set(account, 'token')).rejects.toMatchObject(failing('unavailable'));
    await expect(store.get(account)).rejects.toMatchObject(failing('unavailable'));
  });

  it('a token that the keychain may have is not "none"', async () => {
    await computer.start().store.set(account, 'token');
    const { store } = computer.start({ keychain: false });
    await expect(store.get(account)).rejects.toMatchObject(failing('unavailable'));
    await expect(store.delete(account)).rejects.toMatchObject(failing('unavailable'));
    expect(await computer.start().store.get(account)).toBe('token');
  });
});

describe('once the keychain works again', () => {
  it('the token moves there, newer than what is there from before', async () => {
    await computer.start().store.set(account, 'old');
    await computer.start({ keychain: false }).store.set(account, 'newer');
    const { store, file } = computer.start();
    expect(await store.get(account)).toBe('newer');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('newer');
  });

  it('a new token goes there, and the file is empty', async () => {
    await computer.start({ keychain: false }).store.set(account, 'old');
    const { store, file } = computer.start();
    await store.set(account, 'new');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('new');
  });

  it('a copy that does not read back the same stays in the file too', async () => {
    await computer.start({ keychain: false }).store.set(account, 'token');
    const { store, file, keytar } = computer.start();
    await store.get({ ...account, subject: 'opens the keychain' });
    keytar.getPassword = async () => '{"v":1,"refreshToken":"something else"}';
    expect(await store.get(account)).toBe('token');
    expect(await file.get(account)).toBe('token');
    expect(computer.log.text()).toContain('keychain.still-in-fallback');
  });

  it('sign-out deletes in both places', async () => {
    await computer.start().store.set(account, 'old');
    await computer.start({ keychain: false }).store.set(account, 'newer');
    const { store, file } = computer.start();
    await store.delete(account);
    expect(await file.has(account)).toBe(false);
    expect(computer.entries.size).toBe(0);
  });

  it('a file whose key is gone is corrupt until the next sign-in, which goes to the keychain', async () => {
    await computer.start({ keychain: false }).store.set(account, 'lost');
    computer.loseKey();
    const { store, file } = computer.start();
    await expect(store.get(account)).rejects.toMatchObject(failing('corrupt'));
    expect(await file.has(account)).toBe(true);
    await store.set(account, 'new');
    expect(await store.get(account)).toBe('new');
    expect(await file.has(account)).toBe(false);
  });

  it('a file that cannot be written any more is emptied after the keychain has the new token', async () => {
    await computer.start({ keychain: false }).store.set(account, 'old');
    computer.loseEncryption();
    const { store, file } = computer.start();
    await store.set(account, 'new');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('new');
  });
});

it('tells of either place when it answers late, until told to stop', async () => {
  const { store, keytar } = computer.start();
  await store.set(account, 'token');
  let times = 0;
  const stop = store.onAvailable(() => times++);
  const hang = async () => {
    keytar.hanging = true;
    await expect(store.get(account)).rejects.toMatchObject(failing('timeout'));
    keytar.release();
  };
  await hang();
  await expect.poll(() => times).toBe(1);
  stop();
  await hang();
  expect(await store.get(account)).toBe('token');
  expect(times).toBe(1);
});
