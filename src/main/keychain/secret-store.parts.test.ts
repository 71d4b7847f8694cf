import { beforeEach, describe, expect, it } from 'vitest';
import { entryName } from './account-name';
import { encodeEntry } from './entry';
import { createSecretStore } from './secret-store';
import { collectingLog } from './testing/collecting-log';
import { FakeKeytar } from './testing/fake-keytar';
import { random } from './testing/random';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'client',
  subject: 'person',
  provider: 'https://sign-in.example',
};
const service = 'test.service';
const provider = 'https://sign-in.example';
const name = `${service}/${entryName(account, provider)}`;
const frame = encodeEntry('x').length - 1;

let entries: Map<string, string>;
let log: ReturnType<typeof collectingLog>;
beforeEach(() => {
  entries = new Map();
  log = collectingLog();
});

/** A process on Windows, whose calls all fail after the first `lives` of them. */
function windows({ lives = Number.POSITIVE_INFINITY } = {}) {
  const keytar = new FakeKeytar(entries);
  keytar.limitBytes = 2560;
  keytar.beforeCall = () => {
    if (keytar.calls.length > lives) throw new Error('the process has ended');
  };
  const load = async () => keytar;
  return { keytar, store: createSecretStore({ service, provider, log, load, platform: 'win32' }) };
}

/** A token whose entry has this many bytes. */
const tokenOf = (bytes: number, letter = 'x') => letter.repeat(bytes - frame);
const partNames = () => [...entries.keys()].filter((each) => each.startsWith(`${name}.`)).sort();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('a token on Windows', () => {
  it.each([100, 2_400, 2_560, 2_561, 6_000, 20_000])('of %i bytes comes back', async (bytes) => {
    await windows().store.set(account, tokenOf(bytes));
    expect(await windows().store.get(account)).toBe(tokenOf(bytes));
    expect(entries.size).toBe(bytes <= 2_400 ? 1 : 1 + Math.ceil(bytes / 2_400));
    for (const text of entries.values()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_400);
    await windows().store.delete(account);
    expect([...entries]).toEqual([]);
  });

  it('stands whole in its entry up to 2,400 bytes, and in parts from there', async () => {
    await windows().store.set(account, tokenOf(2_400));
    expect([...entries]).toEqual([[name, encodeEntry(tokenOf(2_400))]]);
    await windows().store.set(account, tokenOf(2_401));
    expect(partNames()).toEqual([`${name}.a0`, `${name}.a1`]);
    const text = encodeEntry(tokenOf(2_401));
    expect(`${entries.get(`${name}.a0`)}${entries.get(`${name}.a1`)}`).toBe(text);
    expect(JSON.parse(entries.get(name) ?? '')).toEqual({
      v: 2,
      generation: 'a',
      parts: 2,
      bytes: 2_401,
      sha256: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('is cut between characters', async () => {
    const token = '€😀é"\\\n'.repeat(900);
    await windows().store.set(account, token);
    for (const text of entries.values()) expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(await windows().store.get(account)).toBe(token);
  });

  it('that grows and shrinks leaves no part behind', async () => {
    const { store } = windows();
    for (const [bytes, parts] of [
      [6_000, ['a0', 'a1', 'a2']],
      [20_000, ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8']],
      [2_401, ['a0', 'a1']],
      [100, []],
    ] as const) {
      await store.set(account, tokenOf(bytes));
      expect(partNames()).toEqual(parts.map((part) => `${name}.${part}`));
      expect(await store.get(account)).toBe(tokenOf(bytes));
    }
  });

  it('that even 16 parts cannot hold is too large, and the old one stays', async () => {
    const { store } = windows();
    await store.set(account, tokenOf(6_000));
    const before = [...entries];
    expect(await codeOf(store.set(account, tokenOf(16 * 2_400 + 1)))).toBe('keychain-too-large');
    expect([...entries]).toEqual(before);
    await store.set(account, tokenOf(16 * 2_400));
    expect(await store.get(account)).toBe(tokenOf(16 * 2_400));
  });
});

it('needs no parts elsewhere', async () => {
  const keytar = new FakeKeytar(entries);
  const load = async () => keytar;
  const store = createSecretStore({ service, provider, log, load, platform: 'linux' });
  await store.set(account, tokenOf(20_000));
  expect([...entries]).toEqual([[name, encodeEntry(tokenOf(20_000))]]);
});

describe('a process that ends after any of its calls', () => {
  const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
  const sizes = [100, 3_000, 20_000];
  const steps = sizes.flatMap((before) =>
    [...sizes, null].map((after) => [before, after] as const),
  );

  it.each(steps)('from %i to %s bytes: the old token or the new one', async (before, after) => {
    const [old, next] = [tokenOf(before, 'o'), after === null ? null : tokenOf(after, 'n')];
    for (let lives = 0, done = false; !done; lives++) {
      for (const cleanUp of [tokenOf(100), tokenOf(3_000), null]) {
        entries = new Map();
        await windows().store.set(account, old);
        const { store } = windows({ lives });
        const outcome = await codeOf(
          next === null ? store.delete(account) : store.set(account, next),
        );
        done = !log.text().includes('keychain.leftovers') && outcome === 'resolved';
        const found = await windows().store.get(account);
        if (outcome === 'resolved') expect(found).toBe(next);
        else expect([old, next]).toContain(found);

        if (cleanUp === null) await windows().store.delete(account);
        else await windows().store.set(account, cleanUp);
        expect(await windows().store.get(account)).toBe(cleanUp);
        expect(partNames()).toHaveLength(cleanUp?.length === tokenOf(3_000).length ? 2 : 0);
        expect(entries.has(name)).toBe(cleanUp !== null);
        log = collectingLog();
      }
    }
  });

  it.each(seeds)('whatever it did before, and however often that happens: %i', async (seed) => {
    const { below, text } = random(seed);
    let possible: (string | null)[] = [null];
    for (let round = 0; round < 12; round++) {
      const { store } = windows({ lives: below(2) === 0 ? below(24) : Number.POSITIVE_INFINITY });
      const next = below(5) === 0 ? null : text(1 + below(below(2) === 0 ? 3_000 : 12_000));
      const work = next === null ? store.delete(account) : store.set(account, next);
      const outcome = await codeOf(work);
      possible = outcome === 'resolved' ? [next] : [...possible, next];
      const found = await windows().store.get(account);
      expect(possible, `round ${round}`).toContain(found);
      possible = [found];
    }
    await windows().store.delete(account);
    expect([entries.has(name), ...partNames()]).toEqual([false]);
  });
});

describe('a reader', () => {
  it.each([
    [3_000, 20_000],
    [20_000, 3_000],
    [20_000, 100],
    [100, 20_000],
  ])('that meets a writer between any two calls: %i to %i bytes', async (before, after) => {
    const allowed = [tokenOf(before, 'o'), tokenOf(after, 'n'), tokenOf(after, 'm')];
    for (let at = 4, met = true; met; at++) {
      // Once or twice: after two writes, the generation that is being read has a new content.
      for (const writes of ['n', 'nm']) {
        entries = new Map();
        await windows().store.set(account, tokenOf(before, 'o'));
        const { keytar, store } = windows();
        met = false;
        keytar.beforeCall = async () => {
          if (keytar.calls.length !== at) return;
          met = true;
          for (const letter of writes) await windows().store.set(account, tokenOf(after, letter));
        };
        expect(allowed).toContain(await store.get(account));
      }
    }
  });

  it('that meets a deletion finds the token, or nothing', async () => {
    for (let at = 4, met = true; met; at++) {
      entries = new Map();
      await windows().store.set(account, tokenOf(6_000));
      const { keytar, store } = windows();
      met = false;
      keytar.beforeCall = async () => {
        if (keytar.calls.length !== at) return;
        met = true;
        await windows().store.delete(account);
      };
      expect([tokenOf(6_000), null]).toContain(await store.get(account));
    }
  });
});

describe('parts that do not fit their manifest', () => {
  const damages: [string, () => void][] = [
    ['one is missing', () => entries.delete(`${name}.a1`)],
    ['one was changed', () => entries.set(`${name}.a1`, `${entries.get(`${name}.a1`)}x`)],
    [
      'two were swapped',
      () => {
        const [first, second] = [entries.get(`${name}.a0`), entries.get(`${name}.a1`)];
        entries.set(`${name}.a0`, second ?? '').set(`${name}.a1`, first ?? '');
      },
    ],
  ];

  it.each(damages)('are corrupt and stay until the next sign-in: %s', async (_, damage) => {
    const { store } = windows();
    await store.set(account, tokenOf(6_000));
    damage();
    const before = [...entries];
    expect(await codeOf(store.get(account))).toBe('keychain-corrupt');
    expect([...entries]).toEqual(before);
    await store.set(account, tokenOf(3_000));
    expect(await store.get(account)).toBe(tokenOf(3_000));
    await store.delete(account);
    expect([...entries.keys()]).toEqual([]);
  });

  it.each([
    { parts: 17 },
    { parts: 0 },
    { generation: 'c' },
    { sha256: 'short' },
    { bytes: 0 },
    { x: 1 },
  ])('have no manifest at all when it says %j', async (change) => {
    const { store } = windows();
    await store.set(account, tokenOf(6_000));
    entries.set(name, JSON.stringify({ ...JSON.parse(entries.get(name) ?? ''), ...change }));
    expect(await codeOf(store.get(account))).toBe('keychain-corrupt');
  });
});

it('is saved even when the parts of the old token could not be deleted; the log says so', async () => {
  await windows().store.set(account, tokenOf(6_000, 'o'));
  const { keytar, store } = windows();
  keytar.deletePassword = (_, each) =>
    each.includes('.') ? Promise.reject(new Error('no')) : Promise.resolve(true);
  await store.set(account, tokenOf(100, 'n'));
  expect(log.text()).toContain('keychain.leftovers');
  expect(await windows().store.get(account)).toBe(tokenOf(100, 'n'));
  expect(partNames()).toHaveLength(3);
  expect(await codeOf(store.delete(account))).toBe('keychain-unavailable');
});
