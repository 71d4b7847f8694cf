import { link, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AesCipher } from '../../../../tests/support/storage/aes-cipher';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { EncryptedFileStore } from './encrypted-file-store';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 'first',
  provider: 'https://sign-in.example',
};
const another = { ...account, subject: 'second' };
const token = 'refresh-token-of-the-person';

let folder: string;
let file: string;
let cipher: AesCipher;
let log: ReturnType<typeof collectingLog>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  file = join(folder, 'data', 'secrets.json');
  cipher = new AesCipher();
  log = collectingLog();
});
afterEach(() => rm(folder, { recursive: true }));

const open = (options = {}) =>
  new EncryptedFileStore({ file, cipher, log, timeoutMs: 50, ...options });
const entries = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(file, 'utf8')).entries;
const write = (content: object) => writeFile(file, JSON.stringify(content));
const failing = (code: string) => ({ code: `keychain-${code}` });

describe('refresh tokens in an encrypted file', () => {
  it('come back after a restart, and are replaced and deleted one by one', async () => {
    await open().set(account, token);
    await open().set(another, 'x'.repeat(20_000));
    await open().set(account, 'rotated');
    expect(await open().get(account)).toBe('rotated');
    expect(await open().get(another)).toBe('x'.repeat(20_000));
    expect(await open().has(account)).toBe(true);
    await open().delete(account);
    await open().delete(account);
    expect(await open().has(account)).toBe(false);
    expect(await open().get(account)).toBeNull();
    expect(await open().get(another)).toBe('x'.repeat(20_000));
  });

  it('are nowhere in clear text, neither is who they belong to', async () => {
    await open().set(account, token);
    const text = await readFile(file, 'utf8');
    expect(Object.values(await entries())).toHaveLength(1);
    for (const secret of [
      token,
      'first',
      'issuer.example',
      Buffer.from(token).toString('base64'),
    ]) {
      expect(text).not.toContain(secret);
      expect(log.text()).not.toContain(secret);
    }
  });

  it('leave no file when the last one is deleted, nor what an interrupted write left', async () => {
    await open().set(account, token);
    await writeFile(`${file}.tmp`, 'half a file');
    await open().delete(account);
    expect(await readdir(join(folder, 'data'))).toEqual([]);
  });

  it('can be read by their owner only, in a file that is replaced whole', async () => {
    await open().set(account, token);
    const before = await readFile(file, 'utf8');
    await link(file, join(folder, 'old'));
    await open().set(another, token);
    expect(await readFile(join(folder, 'old'), 'utf8')).toBe(before);
    // Windows has no such mode: there the profile folder keeps others out.
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('are all kept when many are saved at once', async () => {
    const store = open();
    const people = Array.from({ length: 20 }, (_, n) => ({ ...account, subject: `person-${n}` }));
    await Promise.all(people.map((each) => store.set(each, each.subject)));
    for (const each of people) expect(await store.get(each)).toBe(each.subject);
  });

  it('are found only with the provider they were saved with', async () => {
    await open().set(account, token);
    const elsewhere = { ...account, provider: 'https://evil.example' };
    expect(await open().get(elsewhere)).toBeNull();
    await open().delete(elsewhere);
    expect(await open().get(account)).toBe(token);
  });
});

describe('a computer that does not really encrypt', () => {
  it('gets no file', async () => {
    cipher.isAvailable = false;
    await expect(open().set(account, token)).rejects.toMatchObject(failing('unavailable'));
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await open().get(account)).toBeNull();
    await open().delete(account);
  });

  it('keeps what it has, and gives it when it encrypts again', async () => {
    await open().set(account, token);
    cipher.isAvailable = false;
    await expect(open().get(account)).rejects.toMatchObject(failing('unavailable'));
    expect(await open().has(account)).toBe(true);
    cipher.isAvailable = true;
    expect(await open().get(account)).toBe(token);
  });

  it('is locked when its key is', async () => {
    await open().set(account, token);
    cipher.isLocked = true;
    await expect(open().get(account)).rejects.toMatchObject(failing('locked'));
    await expect(open().set(account, 'new')).rejects.toMatchObject(failing('locked'));
    cipher.isLocked = false;
    expect(await open().get(account)).toBe(token);
  });

  it('is given up on when it does not answer', async () => {
    await open().set(account, token);
    cipher.isHanging = true;
    await expect(open().get(account)).rejects.toMatchObject(failing('timeout'));
    await expect(open().set(account, 'new')).rejects.toMatchObject(failing('timeout'));
  });

  it('says when it answers after all', async () => {
    let answer = (_: boolean) => {};
    cipher.available = () => new Promise((resolve) => (answer = resolve));
    const store = open();
    let times = 0;
    const stop = store.onAvailable(() => times++);
    await expect(store.set(account, token)).rejects.toMatchObject(failing('timeout'));
    answer(true);
    await expect.poll(() => times).toBe(1);
    stop();
  });
});

describe('a key that was replaced', () => {
  it('has its entries encrypted anew when they are read', async () => {
    await open().set(account, token);
    const before = await entries();
    cipher.generation = 1;
    expect(await open().get(account)).toBe(token);
    expect(await entries()).not.toEqual(before);
    const after = await readFile(file, 'utf8');
    expect(await open().get(account)).toBe(token);
    expect(await readFile(file, 'utf8')).toBe(after);
  });

  it('keeps nobody from their token when that does not work', async () => {
    await open().set(account, token);
    cipher.generation = 1;
    cipher.encrypt = () => Promise.reject(new Error('no'));
    expect(await open().get(account)).toBe(token);
    expect(log.text()).toContain('keychain.file-not-re-encrypted');
  });
});

describe('a damaged file', () => {
  const damages: [string, (text: string) => string][] = [
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -20)],
    ['of another format', (text) => text.replace('"v": 1', '"v": 2')],
    ['with something more in it', (text) => text.replace('"v": 1', '"v": 1, "x": 1')],
    ['with an entry that is no base64', (text) => text.replace(/"[\w+/=]{80,}"/, '"%"')],
  ];

  it.each(damages)('%s is corrupt and stays until the next sign-in', async (_, damage) => {
    await open().set(account, token);
    const text = damage(await readFile(file, 'utf8'));
    await writeFile(file, text);
    await expect(open().get(account)).rejects.toMatchObject(failing('corrupt'));
    await expect(open().has(account)).rejects.toMatchObject(failing('corrupt'));
    expect(await readFile(file, 'utf8')).toBe(text);
    await open().set(account, 'new');
    expect(await open().get(account)).toBe('new');
  });

  it('goes as a whole at sign-out (SEC-58)', async () => {
    await open().set(account, token);
    await writeFile(file, 'damaged');
    await open().delete(account);
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('with one entry that cannot be decrypted keeps the others', async () => {
    await open().set(account, token);
    const [name = ''] = Object.keys(await entries());
    await open().set(another, token);
    await write({ v: 1, entries: { ...(await entries()), [name]: 'AAAA' } });
    await expect(open().get(account)).rejects.toMatchObject(failing('corrupt'));
    expect(await open().get(another)).toBe(token);
  });

  it('whose entries were swapped gives nobody the token of another', async () => {
    await open().set(account, token);
    const [first = ''] = Object.keys(await entries());
    await open().set(another, 'of another');
    const { [first]: own, ...rest } = await entries();
    const [second = ''] = Object.keys(rest);
    await write({ v: 1, entries: { [first]: rest[second], [second]: own } });
    await expect(open().get(account)).rejects.toMatchObject(failing('corrupt'));
    await expect(open().get(another)).rejects.toMatchObject(failing('corrupt'));
  });

  it('that cannot be read or written is unavailable', async () => {
    const blocked = open({ file: folder });
    await expect(blocked.get(account)).rejects.toMatchObject(failing('unavailable'));
    await expect(blocked.set(account, token)).rejects.toMatchObject(failing('unavailable'));
    await writeFile(join(folder, 'in-the-way'), '');
    const nowhere = open({ file: join(folder, 'in-the-way', 'secrets.json') });
    await expect(nowhere.set(account, token)).rejects.toMatchObject(failing('unavailable'));
    expect(log.text()).not.toContain(folder);
  });
});
