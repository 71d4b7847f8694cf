import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { accountIdOf, keyOf } from '../../../src/main/auth/accounts/account-key';
import type { StoredAccount } from '../../../src/main/auth/ports';
import { createAccountIndex } from '../../../src/main/storage';
import { flowNames } from '../../../src/shared/flows';
import { entryOf } from '../../support/storage/index-entry';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { temporaryFolder } from '../temporary-folder';
import { anyJson, objectOf, oddText } from '../texts';

const name = oddText.map((text) => `n${text}`);
const textOrNull = fc.option(oddText);
const moment = fc.oneof(fc.nat(), fc.constantFrom(0, 0.5, 1e300));

/** Any account that the types allow. */
const stored: fc.Arbitrary<StoredAccount> = fc.record({
  account: fc.record({
    issuer: name,
    clientId: name,
    subject: name,
    username: textOrNull,
    name: textOrNull,
    email: textOrNull,
    groups: fc.array(oddText, { maxLength: 2 }),
  }),
  provider: name,
  startedAt: moment,
  flow: fc.constantFrom(...flowNames),
  lastActiveAt: moment,
  isComplete: fc.boolean(),
});
const entry = fc.oneof({ weight: 6, arbitrary: stored.map(entryOf) }, anyJson);
const member = fc.tuple(fc.oneof(fc.constantFrom('v', 'active', 'accounts'), oddText), anyJson);
const fileText = fc
  .tuple(fc.array(entry, { maxLength: 3 }), fc.option(member), fc.constantFrom(2, 2, 2, 1, 3))
  .map(([accounts, more, v]) =>
    JSON.stringify(
      objectOf([...Object.entries({ v, active: null, accounts }), ...(more ? [more] : [])]),
    ),
  );
const fileContent: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fileText },
  fc.tuple(fileText, fc.nat(400)).map(([text, end]) => text.slice(0, end)),
  fc.uint8Array({ maxLength: 40 }),
);

/** A save is refused, or moves a damaged file aside, or keeps the accounts that were in the file. */
async function saveInto(folder: string, bytes: Buffer, saved: StoredAccount): Promise<void> {
  for (const each of readdirSync(folder)) rmSync(join(folder, each));
  const file = join(folder, 'accounts.json');
  writeFileSync(file, bytes);
  const index = createAccountIndex({ file, log: silentLog });
  const before = await index.read();
  check(readFileSync(file).equals(bytes), 'reading changed the file');
  const isRefused = await index.save(saved, { active: true }).then(
    () => false,
    () => true,
  );
  if (isRefused) {
    check(readFileSync(file).equals(bytes), 'a refused save changed the file');
    check(JSON.parse(bytes.toString()).v > 2, 'refused a file that is not newer');
    return;
  }
  const aside = `${file}.damaged-1`;
  if (existsSync(aside)) check(readFileSync(aside).equals(bytes), 'the damaged file changed');
  const after = await index.read();
  const isSaved = (each: StoredAccount | null) =>
    each !== null && accountIdOf(keyOf(each)) === accountIdOf(keyOf(saved));
  check(isSaved(after.active), 'another account is active');
  const others = (accounts: readonly StoredAccount[]) => accounts.filter((each) => !isSaved(each));
  check(isDeepStrictEqual(others(after.accounts), others(before.accounts)), 'an account changed');
}

export const accountIndexTarget: Target = {
  name: 'an account index of any bytes',
  runs: 100_000,
  shortRuns: 300,
  open: () => {
    const { path, remove } = temporaryFolder();
    const property = fc.asyncProperty(fileContent, stored, (content, saved) =>
      saveInto(path, Buffer.from(content), saved),
    );
    return { property, close: remove };
  },
};
