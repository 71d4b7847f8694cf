import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  account,
  failing,
  settled,
  startComputer,
} from '../../../../tests/support/storage/fallback-rig';
import { random } from '../../../../tests/support/storage/random';
import { encodeEntry } from '../keychain/keychain-store';

let computer: Awaited<ReturnType<typeof startComputer>>;
beforeEach(async () => {
  computer = await startComputer();
});
afterEach(() => computer.close());

describe('a token on Windows', () => {
  const windows = (options: { lives?: number; keychain?: boolean } = {}) =>
    computer.start({ ...options, reason: 'keychain-too-large' });
  /** A token whose entry has this many bytes. */
  const tokenOf = (bytes: number, letter = 'x') =>
    letter.repeat(bytes - (encodeEntry('x').length - 1));

  it.each([100, 2_560, 2_561, 20_000])('of %i bytes comes back, and can be deleted', async (n) => {
    await windows().store.set(account, tokenOf(n));
    const { store, file } = windows();
    expect(await store.get(account)).toBe(tokenOf(n));
    expect(await file.has(account)).toBe(n > 2_560);
    expect(computer.entries.size).toBe(n > 2_560 ? 0 : 1);
    await store.delete(account);
    expect(await file.has(account)).toBe(false);
    expect(computer.entries.size).toBe(0);
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
    computer.loseEncryption();
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

describe('a process that ends after any of its steps', () => {
  const places = [true, false];
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const cases = places.flatMap((before) => places.map((after) => [before, after] as const));

  it.each(cases)('has the old or the new token: keychain %s, then %s', async (before, after) => {
    for (let lives = 0, done = false; !done; lives++) {
      await computer.start().store.delete(account);
      await computer.start({ keychain: before }).store.set(account, 'old');
      done = await settled(computer.start({ keychain: after, lives }).store.set(account, 'new'));
      const found = await computer.start().store.get(account);
      expect(done ? ['new'] : ['old', 'new'], `${lives} steps`).toContain(found);
    }
  });

  it('moves the token in the end, whatever happened in between', async () => {
    for (let lives = 0, done = false; !done; lives++) {
      await computer.start().store.delete(account);
      await computer.start().store.set(account, 'older');
      await computer.start({ keychain: false }).store.set(account, 'token');
      const { store } = computer.start({ lives });
      await settled(store.get(account));
      const last = computer.start();
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
      const { store } = computer.start({ keychain: below(2) === 0, lives });
      const next = `token-${round}`;
      const done = await settled(store.set(account, next));
      possible = done ? [next] : [...possible, next];
      // A read may move the token, or end in the middle of that.
      await settled(
        computer.start({ keychain: below(2) === 0, lives: below(14) }).store.get(account),
      );
      if (below(3) > 0) continue;
      const found = await computer.start().store.get(account);
      expect(possible, `round ${round}`).toContain(found);
      possible = [found];
    }
    expect(possible).toContain(await computer.start().store.get(account));
  });
});
