import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../../../tests/support/eventually';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { FakeKeytar } from '../../../../tests/support/storage/fake-keytar';
import {
  account,
  codeOf,
  service,
  setUp,
  token,
} from '../../../../tests/support/storage/store-rig';
import { createSecretStore } from './keychain-store';

describe('a keychain that cannot be used', () => {
  it.each([
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', true],
    ['Objekt existiert nicht: /org/freedesktop/secrets/aliases/default', true],
    ['A default keychain could not be found.', true],
    ['The name org.freedesktop.secrets was not provided by any .service files', false],
  ])('says whether only its default keyring is missing: %s', async (sentence, isMissing) => {
    const { keytar, store } = setUp();
    keytar.failure = sentence;
    const error: unknown = await store.set(account, token).catch((reason: unknown) => reason);
    const hint = isMissing ? /make it the default/ : /install and start/;
    expect(error).toMatchObject({
      code: 'keychain-unavailable',
      hint: expect.stringMatching(hint),
    });
  });

  it('that is locked is not taken for an empty one', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    keytar.locked = true;
    expect(await codeOf(store.get(account))).toBe('keychain-locked');
    expect(await codeOf(store.set(account, 'other'))).toBe('keychain-locked');
    expect(await codeOf(store.delete(account))).toBe('keychain-locked');
    keytar.locked = false;
    expect(await store.get(account)).toBe(token);
  });

  it.each([
    'Cannot autolaunch D-Bus without X11 $DISPLAY',
    'Could not connect: No such file or directory',
    'The name org.freedesktop.secrets was not provided by any .service files',
    'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
    'The name is not activatable',
    'Message recipient disconnected from message bus without replying',
    'A default keychain could not be found.',
    'A specified logon session does not exist. It may already have been terminated.',
    'A sentence in another language',
  ])('is unavailable: %s', async (sentence) => {
    const { keytar, store } = setUp();
    keytar.failure = sentence;
    expect(await codeOf(store.get(account))).toBe('keychain-unavailable');
  });

  it.each([
    'Cannot get secret of a locked object',
    'The collection is locked',
    'The prompt was dismissed',
    'User interaction is not allowed.',
    'The user name or passphrase you entered is not correct.',
    'User canceled the operation.',
  ])('is locked: %s', async (sentence) => {
    const { keytar, store } = setUp();
    keytar.failure = sentence;
    expect(await codeOf(store.get(account))).toBe('keychain-locked');
  });

  it('whose module cannot be loaded is unavailable, and is tried again', async () => {
    let loads = 0;
    const keytar = new FakeKeytar();
    const store = createSecretStore({
      service,
      log: collectingLog(),
      load: async () => {
        loads += 1;
        if (loads === 1) throw new Error('Failed to load keytar native addon');
        return keytar;
      },
    });
    expect(await codeOf(store.get(account))).toBe('keychain-unavailable');
    expect(await store.get(account)).toBeNull();
  });

  it('that gives back something else than was written is unavailable', async () => {
    const { keytar, store } = setUp();
    keytar.getPassword = async () => 'always this';
    expect(await codeOf(store.set(account, token))).toBe('keychain-unavailable');
  });

  it('that finds the entry too large is known by its sentence (Windows)', async () => {
    const { keytar, store } = setUp();
    keytar.failure = 'The stub received bad data.';
    expect(await codeOf(store.set(account, token))).toBe('keychain-too-large');
  });

  it('is not asked for more than Windows takes: its refusal can be in any language', async () => {
    const { keytar, store } = setUp({ platform: 'win32' });
    await store.set(account, token);
    const { length } = keytar.calls;
    expect(await codeOf(store.set(account, '€'.repeat(900)))).toBe('keychain-too-large');
    expect(keytar.calls).toHaveLength(length);
    expect(await store.get(account)).toBe(token);
  });

  it('that hangs at a write is a timeout, then refused at once until the call comes back', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    keytar.hanging = true;
    expect(await codeOf(store.set(account, 'late'))).toBe('keychain-timeout');
    const callsBefore = keytar.calls.length;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    expect(await codeOf(store.set(account, 'newer'))).toBe('keychain-timeout');
    expect(keytar.calls.length).toBe(callsBefore);
    keytar.release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await store.get(account)).toBe('late');
  });

  it('that hangs at a read lets one retry through, and no more: each may cost a thread', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    keytar.hanging = true;
    const callsBefore = keytar.calls.length;
    for (let attempt = 0; attempt < 4; attempt++) {
      expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    }
    expect(keytar.calls.length - callsBefore).toBe(2);
    keytar.release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await store.get(account)).toBe(token);
  });

  it('that hangs at a read only works for the person who tries again', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.hanging = false;
    expect(await store.get(account)).toBe(token);
    keytar.release();
  });

  it('is used again when the call that hung fails in the end', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.failure = 'The prompt was dismissed';
    keytar.release();
    await new Promise((resolve) => setImmediate(resolve));
    keytar.failure = null;
    expect(await store.get(account)).toBe(token);
  });
});

describe('a call that comes back after all', () => {
  it('is told to those who listen, once, and they find the token', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    const found: unknown[] = [];
    const stop = store.onAvailable(() => void store.get(account).then((got) => found.push(got)));
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    expect(found).toEqual([]);
    keytar.release();
    await eventually(() => expect(found).toEqual([token]));

    stop();
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.release();
    expect(await store.get(account)).toBe(token);
    expect(found).toEqual([token]);
  });

  it('with an error is not told: refusing the dialog must not bring up the next one', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    let times = 0;
    store.onAvailable(() => times++);
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.failure = 'The prompt was dismissed';
    keytar.release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(times).toBe(0);
  });

  it('is told to all, whatever one of them does', async () => {
    const { keytar, log, store } = setUp();
    await store.set(account, token);
    let times = 0;
    store.onAvailable(() => {
      throw new Error('a window that is closing');
    });
    store.onAvailable(() => times++);
    keytar.hanging = true;
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.release();
    await eventually(() => expect(times).toBe(1));
    expect(log.text()).toContain('keychain.listener-failed');
  });

  it('leaves nothing of a probe that hung', async () => {
    const { keytar, store } = setUp();
    keytar.beforeCall = () => {
      if (keytar.calls.at(-1) === 'set') keytar.hanging = true;
    };
    expect(await codeOf(store.get(account))).toBe('keychain-timeout');
    keytar.beforeCall = () => {};
    keytar.release();
    await eventually(() => expect(keytar.entries.size).toBe(1));
    expect(await store.get(account)).toBeNull();
    expect(keytar.entries.size).toBe(0);
  });

  it('says once what can tell whether one hangs now', async () => {
    const keytar = new FakeKeytar();
    const tellers: (() => boolean)[] = [];
    const store = createSecretStore({
      service,
      log: collectingLog(),
      load: async () => keytar,
      timeoutMs: 20,
      onHang: (isHanging) => tellers.push(isHanging),
    });
    await store.set(account, token);
    expect(tellers).toEqual([]);
    for (let time = 0; time < 2; time++) {
      keytar.hanging = true;
      expect(await codeOf(store.get(account))).toBe('keychain-timeout');
      expect(tellers.map((isHanging) => isHanging())).toEqual([true]);
      keytar.release();
      await eventually(() => expect(tellers.map((isHanging) => isHanging())).toEqual([false]));
    }
  });
});

describe('an unlock dialog that the probe brings up', () => {
  /** The person answers while the probe writes. */
  const unlockAtProbe = (keytar: FakeKeytar) => {
    keytar.locked = true;
    keytar.beforeCall = () => {
      if (keytar.calls.at(-1) === 'set') keytar.locked = false;
    };
  };

  it('and that is answered in time finds the token, not nothing', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    unlockAtProbe(keytar);
    expect(await store.get(account)).toBe(token);
  });

  it('lets the entry be deleted', async () => {
    const { keytar, store } = setUp();
    await store.set(account, token);
    unlockAtProbe(keytar);
    await store.delete(account);
    expect(keytar.entries.size).toBe(0);
  });
});

describe('the time limit', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const keytar = new FakeKeytar();
    keytar.hanging = true;
    const store = createSecretStore({
      service,
      log: collectingLog(),
      load: async () => keytar,
    });
    let code: unknown = null;
    const asked = codeOf(store.get(account)).then((answer) => {
      code = answer;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(code).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    expect(code).toBe('keychain-timeout');
  });

  it('leaves no timer behind, which would keep the app from quitting', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { store } = setUp();
    await store.set(account, token);
    expect(await store.get(account)).toBe(token);
    expect(vi.getTimerCount()).toBe(0);
  });
});
