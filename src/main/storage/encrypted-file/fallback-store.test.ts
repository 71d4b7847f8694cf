import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AesCipher } from '../../../../tests/support/storage/aes-cipher';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { FakeKeytar } from '../../../../tests/support/storage/fake-keytar';
import { random } from '../../../../tests/support/storage/random';
import { createSecretStore, encodeEntry } from '../keychain/keychain-store';
import { EncryptedFileStore } from './encrypted-file-store';
import { FallbackStore } from './fallback-store';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const noKeychain = 'The name org.freedesktop.secrets was not provided by any .service files';

let folder: string;
let entries: Map<string, string>;
let cipher: AesCipher;
let log: ReturnType<typeof collectingLog>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fallback-'));
  entries = new Map();
  cipher = new AesCipher();
  log = collectingLog();
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that has a keychain or not, and ends after so many calls of either place. */
function start({
  keychain = true,
  lives = Number.POSITIVE_INFINITY,
  reason = 'keychain-unavailable' as 'keychain-unavailable' | 'keychain-too-large',
} = {}) {
  const keytar = new FakeKeytar(entries);
  const isWindows = reason === 'keychain-too-large';
  if (isWindows) keytar.limitBytes = 2_560;
  let calls = 0;
  const step = () => {
    calls += 1;
    if (calls > lives) throw new Error('the process has ended');
  };
  keytar.failure = keychain ? null : noKeychain;
  keytar.beforeCall = step;
  const first = createSecretStore({
    ...{ service: 'test.service', log, timeoutMs: 30 },
    load: async () => keytar,
    platform: isWindows ? 'win32' : 'linux',
  });
  const file = new EncryptedFileStore({
    ...{ file: join(folder, 'secrets.json'), log, timeoutMs: 30 },
    cipher,
  });
  const counted = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A) => {
      step();
      return work(...args);
    };
  };
  const place = {
    has: counted(file.has.bind(file)),
    get: counted(file.get.bind(file)),
    set: counted(file.set.bind(file)),
    delete: counted(file.delete.bind(file)),
    onAvailable: file.onAvailable.bind(file),
  };
  return { keytar, file, store: new FallbackStore(first, { place, reason, log }) };
}

const failing = (code: string) => ({ code: `keychain-${code}` });
const settled = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

describe('with a keychain', () => {
  it('the file is not touched', async () => {
    const { store, file } = start();
    expect(await store.get(account)).toBeNull();
    await store.set(account, 'token');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('token');
    await store.delete(account);
    expect(entries.size).toBe(0);
  });

  it.each([
    ['locked', (keytar: FakeKeytar) => (keytar.locked = true)],
    ['timeout', (keytar: FakeKeytar) => (keytar.hanging = true)],
  ])('that is %s, the file is not used in its place', async (code, happen) => {
    const { store, file, keytar } = start();
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
    const { store } = start();
    await store.set(account, 'token');
    for (const name of entries.keys()) entries.set(name, 'damaged');
    await expect(store.get(account)).rejects.toMatchObject(failing('corrupt'));
  });
});

describe('without a keychain', () => {
  it('the token is in the file, and comes back after a restart', async () => {
    await start({ keychain: false }).store.set(account, 'token');
    expect(entries.size).toBe(0);
    const { store } = start({ keychain: false });
    expect(await store.get(account)).toBe('token');
    await store.set(account, 'rotated');
    expect(await store.get(account)).toBe('rotated');
    await store.delete(account);
    expect(await start({ keychain: false }).file.has(account)).toBe(false);
  });

  it('and without encryption, it is unavailable', async () => {
    cipher.isAvailable = false;
    const { store } = start({ keychain: false });
    await expect(store.set(account, 'token')).rejects.toMatchObject(failing('unavailable'));
    await expect(store.get(account)).rejects.toMatchObject(failing('unavailable'));
  });

  it('a token that the keychain may have is not "none"', async () => {
    await start().store.set(account, 'token');
    const { store } = start({ keychain: false });
    await expect(store.get(account)).rejects.toMatchObject(failing('unavailable'));
    await expect(store.delete(account)).rejects.toMatchObject(failing('unavailable'));
    expect(await start().store.get(account)).toBe('token');
  });
});

describe('once the keychain works again', () => {
  it('the token moves there, newer than what is there from before', async () => {
    await start().store.set(account, 'old');
    await start({ keychain: false }).store.set(account, 'newer');
    const { store, file } = start();
    expect(await store.get(account)).toBe('newer');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('newer');
  });

  it('a new token goes there, and the file is empty', async () => {
    await start({ keychain: false }).store.set(account, 'old');
    const { store, file } = start();
    await store.set(account, 'new');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('new');
  });

  it('a copy that does not read back the same stays in the file too', async () => {
    await start({ keychain: false }).store.set(account, 'token');
    const { store, file, keytar } = start();
    await store.get({ ...account, subject: 'opens the keychain' });
    keytar.getPassword = async () => '{"v":1,"refreshToken":"something else"}';
    expect(await store.get(account)).toBe('token');
    expect(await file.get(account)).toBe('token');
    expect(log.text()).toContain('keychain.still-in-fallback');
  });

  it('sign-out deletes in both places', async () => {
    await start().store.set(account, 'old');
    await start({ keychain: false }).store.set(account, 'newer');
    const { store, file } = start();
    await store.delete(account);
    expect(await file.has(account)).toBe(false);
    expect(entries.size).toBe(0);
  });

  it('a file whose key is gone is corrupt until the next sign-in, which goes to the keychain', async () => {
    await start({ keychain: false }).store.set(account, 'lost');
    cipher = new AesCipher();
    const { store, file } = start();
    await expect(store.get(account)).rejects.toMatchObject(failing('corrupt'));
    expect(await file.has(account)).toBe(true);
    await store.set(account, 'new');
    expect(await store.get(account)).toBe('new');
    expect(await file.has(account)).toBe(false);
  });

  it('a file that cannot be written any more is emptied after the keychain has the new token', async () => {
    await start({ keychain: false }).store.set(account, 'old');
    cipher.isAvailable = false;
    const { store, file } = start();
    await store.set(account, 'new');
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe('new');
  });
});

describe('a token on Windows', () => {
  const windows = (options: { lives?: number; keychain?: boolean } = {}) =>
    start({ ...options, reason: 'keychain-too-large' });
  /** A token whose entry has this many bytes. */
  const tokenOf = (bytes: number, letter = 'x') =>
    letter.repeat(bytes - (encodeEntry('x').length - 1));

  it.each([100, 2_560, 2_561, 20_000])('of %i bytes comes back, and can be deleted', async (n) => {
    await windows().store.set(account, tokenOf(n));
    const { store, file } = windows();
    expect(await store.get(account)).toBe(tokenOf(n));
    expect(await file.has(account)).toBe(n > 2_560);
    expect(entries.size).toBe(n > 2_560 ? 0 : 1);
    await store.delete(account);
    expect(await file.has(account)).toBe(false);
    expect(entries.size).toBe(0);
  });

  it('is counted in bytes, not in characters', async () => {
    const { store, file } = windows();
    await store.set(account, '€'.repeat(1_000));
    expect(await file.has(account)).toBe(true);
  });

  it('is in the keychain alone once it is short again', async () => {
    await windows().store.set(account, tokenOf(3_000));
    const { store, file } = windows();
    await store.set(account, tokenOf(100));
    expect(await file.has(account)).toBe(false);
    expect(await store.get(account)).toBe(tokenOf(100));
  });

  it('that is short is not in the file, even without a keychain', async () => {
    const { store, file } = windows({ keychain: false });
    await expect(store.set(account, 'token')).rejects.toMatchObject(failing('unavailable'));
    expect(await file.has(account)).toBe(false);
  });

  it('that is long is too large where there is no encryption', async () => {
    cipher.isAvailable = false;
    const { store, file } = windows();
    const work = store.set(account, tokenOf(3_000));
    await expect(work).rejects.toMatchObject(failing('too-large'));
    expect(await file.has(account)).toBe(false);
  });

  const sizes = [100, 3_000];
  const steps = sizes.flatMap((before) =>
    [...sizes, null].map((after) => [before, after] as const),
  );
  it.each(steps)(
    'from %i to %s bytes, in a process that ends after any step: the old one or the new one',
    async (before, after) => {
      const [old, next] = [tokenOf(before, 'o'), after === null ? null : tokenOf(after, 'n')];
      for (let lives = 0, done = false; !done; lives++) {
        await windows().store.delete(account);
        await windows().store.set(account, old);
        const { store } = windows({ lives });
        done = await settled(next === null ? store.delete(account) : store.set(account, next));
        const found = await windows().store.get(account);
        expect(done ? [next] : [old, next], `${lives} steps`).toContain(found);
      }
    },
  );
});

it('tells of either place when it answers late, until told to stop', async () => {
  const { store, keytar } = start();
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

describe('a process that ends after any of its steps', () => {
  const places = [true, false];
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const cases = places.flatMap((before) => places.map((after) => [before, after] as const));

  it.each(cases)('has the old or the new token: keychain %s, then %s', async (before, after) => {
    for (let lives = 0, done = false; !done; lives++) {
      await start().store.delete(account);
      await start({ keychain: before }).store.set(account, 'old');
      done = await settled(start({ keychain: after, lives }).store.set(account, 'new'));
      const found = await start().store.get(account);
      expect(done ? ['new'] : ['old', 'new'], `${lives} steps`).toContain(found);
    }
  });

  it('moves the token in the end, whatever happened in between', async () => {
    for (let lives = 0, done = false; !done; lives++) {
      await start().store.delete(account);
      await start().store.set(account, 'older');
      await start({ keychain: false }).store.set(account, 'token');
      const { store } = start({ lives });
      await settled(store.get(account));
      const last = start();
      expect(await last.store.get(account)).toBe('token');
      expect(await last.file.has(account)).toBe(false);
      done = lives > 12;
    }
  });

  it.each(seeds)('however often, with a keychain that comes and goes: %i', async (seed) => {
    const { below } = random(seed);
    let possible: (string | null)[] = [null];
    for (let round = 0; round < 10; round++) {
      const lives = below(2) === 0 ? below(14) : Number.POSITIVE_INFINITY;
      const { store } = start({ keychain: below(2) === 0, lives });
      const next = `token-${round}`;
      const done = await settled(store.set(account, next));
      possible = done ? [next] : [...possible, next];
      // A read may move the token, or end in the middle of that.
      await settled(start({ keychain: below(2) === 0, lives: below(14) }).store.get(account));
      if (below(3) > 0) continue;
      const found = await start().store.get(account);
      expect(possible, `round ${round}`).toContain(found);
      possible = [found];
    }
    expect(possible).toContain(await start().store.get(account));
  });
});
