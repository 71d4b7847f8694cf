import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { AppError } from '../../src/main/auth/errors';
import { entryName } from '../../src/main/keychain/account-name';
import { EncryptedFileStore } from '../../src/main/keychain/encrypted-file-store';
import { AesCipher } from '../../src/main/keychain/testing/aes-cipher';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { temporaryFolder } from '../temporary-folder';
import { anyJson, objectOf, oddText } from '../texts';

const provider = 'https://pool.example';
const account = {
  issuer: 'https://id.example',
  clientId: 'client',
  subject: 'one',
  provider: 'https://pool.example',
};
const other = { ...account, subject: 'two' };
const [name, otherName] = [entryName(account, provider), entryName(other, provider)];

/** What befalls the file in which two accounts have a token. */
type Fate =
  | 'nothing'
  | 'swapped'
  | 'same twice'
  | { readonly text: string | Uint8Array }
  | { readonly flip: number }
  | { readonly member: readonly [string, unknown] }
  | { readonly entry: readonly [string, unknown] };

const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constantFrom('nothing', 'swapped', 'same twice'),
  fc.oneof(oddText, fc.uint8Array({ maxLength: 30 })).map((text) => ({ text })),
  fc.nat(200).map((flip) => ({ flip })),
  fc
    .tuple(fc.oneof(fc.constantFrom('v', 'entries'), oddText), anyJson)
    .map((member) => ({ member })),
  fc
    .tuple(
      fc.oneof(fc.constantFrom(name, 'x', '__proto__'), oddText),
      fc.oneof(anyJson, fc.base64String()),
    )
    .map((entry) => ({ entry })),
);

function suffer(what: Fate, text: string): string | Uint8Array {
  const file = JSON.parse(text);
  const { [name]: own, [otherName]: foreign } = file.entries;
  if (what === 'nothing') return text;
  if (what === 'swapped') file.entries = { [name]: foreign, [otherName]: own };
  else if (what === 'same twice') file.entries = { [name]: foreign, [otherName]: foreign };
  else if ('text' in what) return what.text;
  else if ('flip' in what) {
    const bytes = Buffer.from(own, 'base64');
    const at = what.flip % bytes.length;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    file.entries[name] = bytes.toString('base64');
  } else if ('member' in what)
    return JSON.stringify(objectOf([...Object.entries(file), what.member]));
  else file.entries = objectOf([...Object.entries(file.entries), what.entry]);
  return JSON.stringify(file);
}

/** The entry is the one that was written, to the letter: the only way to a token. */
function isUntouched(before: string, now: string): boolean {
  try {
    return JSON.parse(now).entries?.[name] === JSON.parse(before).entries[name];
  } catch {
    return false;
  }
}

interface Setting {
  readonly file: string;
  readonly cipher: AesCipher;
  /** The file when both accounts have their token. */
  readonly before: string;
}

const own = 'the token of the first';
const storeAt = ({ file, cipher }: Pick<Setting, 'file' | 'cipher'>) =>
  new EncryptedFileStore({ file, provider, cipher, log: silentLog });

async function prepare(file: string): Promise<Setting> {
  const cipher = new AesCipher();
  const store = storeAt({ file, cipher });
  await store.set(account, own);
  await store.set(other, 'the token of the second');
  const before = readFileSync(file, 'utf8');
  check(!before.includes('token of'), 'a token stands in the file');
  return { file, cipher, before };
}

async function readAfter(setting: Setting, what: Fate, next: string): Promise<void> {
  const { file, before } = setting;
  writeFileSync(file, suffer(what, before));
  const now = readFileSync(file);
  const found: unknown = await storeAt(setting)
    .get(account)
    .catch((error: unknown) => error);
  const isCorrupt = found instanceof AppError && found.code === 'keychain-corrupt';
  check(found === null || found === own || isCorrupt, `it gave ${found}`);
  if (found === own) check(isUntouched(before, now.toString()), 'a token from a changed entry');
  if (what === 'nothing') check(found === own, 'the token is lost');
  check(readFileSync(file).equals(now), 'reading has changed the file');
  await storeAt(setting).set(account, next);
  check((await storeAt(setting).get(account)) === next, 'a new token is not kept');
}

export const encryptedFileTargets: readonly Target[] = [
  {
    name: 'what the encrypted file holds',
    runs: 20_000,
    shortRuns: 300,
    open: async () => {
      const { path, remove } = temporaryFolder();
      const setting = await prepare(join(path, 'secrets.json'));
      const token = oddText.map((text) => `token-${text}`);
      const property = fc.asyncProperty(fate, token, (what, next) =>
        readAfter(setting, what, next),
      );
      return { property, close: remove };
    },
  },
];
