import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { entryOf } from '../../../../tests/support/storage/index-entry';
import { keyOf } from '../../auth/accounts/account-key';
import type { AccountIndex, StoredAccount } from '../../auth/ports';
import { createAccountIndex } from './account-index';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accounts-'));
  file = join(folder, 'data', 'accounts.json');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (log = collectingLog()) => createAccountIndex({ file, log });
const active = { active: true };
const activeOf = async (index: AccountIndex) => (await index.read()).active;

function stored(subject: string, startedAt = 1): StoredAccount {
  return {
    startedAt,
    flow: 'embedded-window',
    lastActiveAt: startedAt,
    provider: 'https://domain.example',
    isComplete: true,
    account: {
      issuer: 'https://issuer.example',
      clientId: 'client',
      subject,
      username: 'user',
      name: null,
      email: `${subject}@mail.example`,
      groups: ['admins'],
    },
  };
}

describe('the account index', () => {
  it('is empty before the first sign-in', async () => {
    const log = collectingLog();
    expect(await activeOf(open(log))).toBeNull();
    expect(log.text()).toBe('');
  });

  it('gives the account that was saved last, also after a restart', async () => {
    await open().save(stored('first'), active);
    await open().save(stored('second'), active);
    expect(await activeOf(open())).toEqual(stored('second'));
  });

  it('replaces an account instead of adding it again', async () => {
    const index = open();
    await index.save(stored('first', 1), active);
    await index.save(stored('first', 2), active);
    expect((await activeOf(index))?.startedAt).toBe(2);
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toHaveLength(1);
  });

  it('has no active account after that one was removed; another is not put in its place', async () => {
    const index = open();
    await index.save(stored('first'), active);
    await index.save(stored('second'), active);
    await index.remove(keyOf(stored('second')));
    expect(await activeOf(index)).toBeNull();
    await index.remove(keyOf(stored('never there')));
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toEqual([entryOf(stored('first'))]);
  });

  it('keeps the active account when another one is removed', async () => {
    const index = open();
    await index.save(stored('first'), active);
    await index.save(stored('second'), active);
    await index.remove(keyOf(stored('first')));
    expect(await activeOf(index)).toEqual(stored('second'));
  });

  it('adds an account without making it the active one', async () => {
    const index = open();
    await index.save(stored('first'), active);
    await index.save({ ...stored('second'), isComplete: false }, { active: false });
    expect(await index.read()).toEqual({
      active: stored('first'),
      accounts: [stored('first'), { ...stored('second'), isComplete: false }],
    });
  });

  it('switches to another account, or to none', async () => {
    const index = open();
    await index.save(stored('first'), active);
    await index.save(stored('second'), active);
    await index.activate(keyOf(stored('first')));
    expect(await activeOf(open())).toEqual(stored('first'));
    await index.activate(null);
    expect(await activeOf(open())).toBeNull();
  });

  it('notes in one write that accounts are to be thrown away', async () => {
    const index = open();
    for (const name of ['first', 'second', 'third']) await index.save(stored(name), active);
    await index.discard([keyOf(stored('first')), keyOf(stored('third'))]);
    const { accounts } = await open().read();
    expect(accounts.map(({ isComplete }) => isComplete)).toEqual([false, true, false]);
  });

  it('keeps accounts of the same person at two providers apart', async () => {
    const index = open();
    await index.save(stored('first'), active);
    await index.save({ ...stored('first'), provider: 'https://other.example' }, active);
    await index.remove(keyOf(stored('first')));
    const { accounts } = await open().read();
    expect(accounts.map(({ provider }) => provider)).toEqual(['https://other.example']);
  });

  it('writes nothing when there is nothing to remove', async () => {
    await open().remove(keyOf(stored('never there')));
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps every one of many saves at once', async () => {
    const index = open();
    const people = Array.from({ length: 20 }, (_, n) => stored(`person-${n}`));
    await Promise.all(people.map((each) => index.save(each, active)));
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toEqual(people.map(entryOf));
  });

  it('is readable by its owner only', async () => {
    await open().save(stored('first'), active);
    // Windows has no such mode: there the profile folder keeps others out.
    if (process.platform !== 'win32') {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    }
  });

  it('puts a whole new file in the place of the old one, and never writes into that', async () => {
    await open().save(stored('first'), active);
    const before = await readFile(file, 'utf8');
    const old = join(folder, 'old');
    await link(file, old);
    await open().save(stored('second'), active);
    expect(await readFile(old, 'utf8')).toBe(before);
    expect(await activeOf(open())).toEqual(stored('second'));
  });

  it('leaves no temporary file', async () => {
    await open().save(stored('first'), active);
    expect(await readdir(join(folder, 'data'))).toEqual(['accounts.json']);
  });
});

describe('a damaged file', () => {
  const damages = [
    '',
    'not json',
    '{"v":2,"active":null,"accounts":[{"account":{}}]}',
    '{"v":1,"active":null,"accounts":[]}',
    JSON.stringify({ v: 2, active: null, accounts: [stored('early', -1)] }),
  ];

  it.each(damages)('counts as empty and is kept aside: %s', async (text) => {
    const index = open();
    await index.save(stored('first'), active);
    await writeFile(file, text);
    expect(await activeOf(index)).toBeNull();
    await index.save(stored('second'), active);
    expect(await readFile(`${file}.damaged-1`, 'utf8')).toBe(text);
    expect(await activeOf(index)).toEqual(stored('second'));
  });

  it('does not overwrite one that was kept earlier', async () => {
    const log = collectingLog();
    const index = open(log);
    await index.save(stored('first'), active);
    for (const text of ['one', 'two']) {
      await writeFile(file, text);
      await index.save(stored('next'), active);
    }
    expect(await readFile(`${file}.damaged-1`, 'utf8')).toBe('one');
    expect(await readFile(`${file}.damaged-2`, 'utf8')).toBe('two');
    expect(log.text()).toContain('account-index.damaged');
    expect(log.text()).not.toContain('two');
  });

  it('that cannot even be read is empty, and reading does not throw', async () => {
    await mkdir(file, { recursive: true });
    const log = collectingLog();
    expect(await activeOf(open(log))).toBeNull();
    expect(log.text()).toContain('account-index.unreadable');
  });
});

it('survives a temporary file that an interrupted write left', async () => {
  const index = open();
  await index.save(stored('first'), active);
  await writeFile(`${file}.tmp`, '{"half', { mode: 0o644 });
  expect(await activeOf(index)).toEqual(stored('first'));
  await index.save(stored('second'), active);
  expect(await activeOf(index)).toEqual(stored('second'));
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});
