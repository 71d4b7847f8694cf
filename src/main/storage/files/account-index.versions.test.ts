import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storedAccount } from '../../../../tests/support/auth/stored';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { entryOf } from '../../../../tests/support/storage/index-entry';
import { accountIdOf, keyOf } from '../../auth/accounts/account-key';
import { createAccountIndex } from './account-index';
import { writeFileAtomically } from './json-file';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accounts-'));
  file = path.join(folder, 'accounts.json');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (log = collectingLog()) => createAccountIndex({ file, log });
const content = async () => JSON.parse(await readFile(file, 'utf8'));
const [ann, ben] = [storedAccount('ann'), storedAccount('ben')];

describe('an index that a newer app has written', () => {
  const newer = JSON.stringify({ v: 3, people: [{ who: 'ann' }] });

  it('counts as empty, and is not touched whatever is done', async () => {
    await writeFile(file, newer);
    const log = collectingLog();
    const index = open(log);
    expect(await index.read()).toEqual({ active: null, accounts: [] });
    await expect(index.save(ann, { active: true })).rejects.toThrow('newer version');
    await expect(index.activate(null)).rejects.toThrow('newer version');
    await expect(index.discard([keyOf(ann)])).rejects.toThrow('newer version');
    await expect(index.remove(keyOf(ann))).rejects.toThrow('newer version');
    expect(await readFile(file, 'utf8')).toBe(newer);
    expect(await readdir(folder)).toEqual(['accounts.json']);
    expect(log.text()).toContain('account-index.newer');
  });

  it.each(['{"v":"3"}', '{"v":-1}', '{"v":null}', '[3]', '3'])(
    '%s is damage, not news',
    async (text) => {
      await writeFile(file, text);
      await open().save(ann, { active: true });
      expect(await readFile(`${file}.damaged-1`, 'utf8')).toBe(text);
    },
  );
});

describe('what a newer app has added to the same version', () => {
  const foreign = {
    v: 2,
    theme: 'dark',
    active: accountIdOf(keyOf(ann)),
    accounts: [
      { ...entryOf(ann), colour: 'red', account: { ...ann.account, picture: 'a.png' } },
      { ...entryOf(ben), colour: 'blue' },
    ],
  };
  beforeEach(() => writeFile(file, JSON.stringify(foreign)));

  it('does not come out of it: the window shows what we know of', async () => {
    expect(await open().read()).toEqual({ active: ann, accounts: [ann, ben] });
  });

  it('is still there after every kind of write', async () => {
    const index = open();
    const renamed = { ...ann, startedAt: 5, account: { ...ann.account, name: 'Ann' } };
    await index.save(renamed, { active: true });
    await index.activate(keyOf(ben));
    await index.discard([keyOf(ben)]);
    await index.save(storedAccount('cam'), { active: false });
    expect(await content()).toEqual({
      ...foreign,
      active: accountIdOf(keyOf(ben)),
      accounts: [
        { ...entryOf(ben), colour: 'blue', keep: false },
        {
          ...entryOf(renamed),
          colour: 'red',
          account: { ...renamed.account, picture: 'a.png' },
        },
        entryOf(storedAccount('cam')),
      ],
    });
  });

  it('goes with its account', async () => {
    await open().remove(keyOf(ann));
    expect(await content()).toEqual({ ...foreign, active: null, accounts: [foreign.accounts[1]] });
  });
});

it('cut off anywhere, it counts as empty and is kept aside', async () => {
  await open().save(ann, { active: true });
  const whole = (await readFile(file, 'utf8')).trimEnd();
  for (let length = 0; length < whole.length; length += 7) {
    await writeFile(file, whole.slice(0, length));
    expect(await open().read()).toEqual({ active: null, accounts: [] });
  }
  const half = whole.slice(0, whole.length / 2);
  await writeFile(file, half);
  await open().save(ben, { active: true });
  expect(await readFile(`${file}.damaged-1`, 'utf8')).toBe(half);
  expect(await open().read()).toEqual({ active: ben, accounts: [ben] });
});

it('with 10 MB of accounts, is read and written all the same', async () => {
  const accounts = Array.from({ length: 30_000 }, (_, n) => entryOf(storedAccount(`person-${n}`)));
  await writeFile(file, JSON.stringify({ v: 2, active: null, accounts }, null, 2));
  expect((await readFile(file)).length).toBeGreaterThan(10_000_000);
  const begun = performance.now();
  const index = open();
  expect((await index.read()).accounts).toHaveLength(30_000);
  await index.save(ann, { active: true });
  expect((await index.read()).active).toEqual(ann);
  // Generous, for a busy machine; it takes about one.
  expect(performance.now() - begun).toBeLessThan(10_000);
});

it('10 MB of rubbish are kept aside as well', async () => {
  const rubbish = '['.repeat(10_000_000);
  await writeFile(file, rubbish);
  await open().save(ann, { active: true });
  expect((await readFile(`${file}.damaged-1`)).length).toBe(rubbish.length);
});

describe('a file that cannot be read just now', () => {
  it('is not set aside: nothing is lost, and the write fails', async () => {
    // A folder in its place gives an error of the same kind as a file that a scanner holds.
    const index = createAccountIndex({ file: folder, log: collectingLog() });
    expect(await index.read()).toEqual({ active: null, accounts: [] });
    await expect(index.save(ann, { active: true })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(path.dirname(folder))).not.toContain(`${path.basename(folder)}.damaged-1`);
  });
});

describe('temporary files', () => {
  it('that were left long ago go with the next write, and those of this moment stay', async () => {
    const [old, fresh, other] = ['old.tmp', 'fresh.tmp', 'notes.txt'].map(
      (end) => `${file}.${end}`,
    );
    for (const leftover of [old, fresh, other]) await writeFile(leftover ?? '', 'half');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(old ?? '', longAgo, longAgo);
    await utimes(other ?? '', longAgo, longAgo);
    await open().save(ann, { active: true });
    expect((await readdir(folder)).sort()).toEqual([
      'accounts.json',
      'accounts.json.fresh.tmp',
      'accounts.json.notes.txt',
    ]);
  });

  it('of a write that failed do not stay', async () => {
    await expect(writeFileAtomically(folder, 'text')).rejects.toThrow();
    expect(await readdir(path.dirname(folder))).not.toContainEqual(
      expect.stringMatching(new RegExp(`^${path.basename(folder)}\\..*tmp$`)),
    );
  });
});
