import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { keyOf } from '../../src/main/auth/account-id';
import type { AccountIndexContent, StoredAccount } from '../../src/main/auth/ports';
import { createAccountIndex } from '../../src/main/keychain';
import { entryOf } from '../../src/main/keychain/testing/index-entry';
import { flowNames } from '../../src/shared/flows';
import { kindOf } from '../account-file-oracle';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { temporaryFolder } from '../temporary-folder';
import { anyJson, objectOf, oddText } from '../texts';

const name = fc.oneof(
  fc.constantFrom('a', 'aa', 'aaa'),
  oddText.map((text) => `n${text}`),
);
const textOrNull = fc.oneof(fc.constant(null), oddText);
const moment = fc.oneof(fc.nat(), fc.constantFrom(0, -0, 0.5, 1e300, 5e-324));

/** Any account that the types and the checks of an ID token let through. */
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

/** By all four names, as the index tells accounts apart, in other words. */
const idOf = ({ account, provider }: StoredAccount) =>
  JSON.stringify([account.issuer, account.clientId, account.subject, provider]);

type Step =
  | { readonly save: StoredAccount; readonly active: boolean }
  | { readonly change: 'activate' | 'discard' | 'remove'; readonly nth: number }
  | 'nobody';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ save: stored, active: fc.boolean() }) },
  fc.record({ change: fc.constantFrom('activate', 'discard', 'remove'), nth: fc.nat(5) }),
  fc.constant('nobody' as const),
);

/** The index in memory: a list without doubles, newest last, and who is active. */
class Model {
  accounts: readonly StoredAccount[] = [];
  active: string | null = null;

  save(saved: StoredAccount, active: boolean): void {
    this.accounts = [...this.accounts.filter((each) => idOf(each) !== idOf(saved)), saved];
    if (active) this.active = idOf(saved);
  }

  change(what: 'activate' | 'discard' | 'remove', key: string): void {
    if (what === 'activate') this.active = key;
    if (what === 'discard') {
      this.accounts = this.accounts.map((each) =>
        idOf(each) === key ? { ...each, isComplete: false } : each,
      );
    }
    if (what === 'remove') {
      this.accounts = this.accounts.filter((each) => idOf(each) !== key);
      if (this.active === key) this.active = null;
    }
  }

  get content(): AccountIndexContent {
    const active = this.accounts.find((each) => idOf(each) === this.active) ?? null;
    return { active, accounts: this.accounts };
  }
}

/** -0 is written as 0. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value));

async function playSteps(file: string, steps: readonly Step[]): Promise<void> {
  rmSync(file, { force: true });
  const model = new Model();
  for (const each of steps) {
    // Each step as its own launch of the app: nothing may live in memory alone.
    const index = createAccountIndex({ file, log: silentLog });
    if (each === 'nobody') {
      await index.activate(null);
      model.active = null;
    } else if ('save' in each) {
      await index.save(each.save, { active: each.active });
      model.save(each.save, each.active);
    } else {
      const chosen = model.accounts[each.nth];
      if (chosen === undefined) continue;
      const id = keyOf(chosen);
      await (each.change === 'discard' ? index.discard([id]) : index[each.change](id));
      model.change(each.change, idOf(chosen));
    }
    const content = await createAccountIndex({ file, log: silentLog }).read();
    check(isDeepStrictEqual(content, written(model.content)), `after ${fc.stringify(each)}`);
  }
}

const whole = stored.map(entryOf);
const entry = fc.oneof(
  { weight: 4, arbitrary: whole },
  fc
    .tuple(whole, oddText, anyJson)
    .map(([account, key, value]) => objectOf([...Object.entries(account), [key, value]])),
  anyJson,
);
const version = fc.oneof(
  { weight: 6, arbitrary: fc.constant(2) },
  fc.constantFrom(1, 3, '2', null),
);
const fileText = fc
  .tuple(
    version,
    fc.array(entry, { maxLength: 3 }),
    textOrNull,
    fc.option(fc.tuple(oddText, anyJson), { freq: 6 }),
  )
  .map(([v, accounts, active, more]) =>
    JSON.stringify(objectOf([...Object.entries({ v, active, accounts }), ...(more ? [more] : [])])),
  );
const fileContent: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fileText },
  fc.tuple(fileText, fc.nat(400)).map(([text, end]) => text.slice(0, end)),
  fc.uint8Array({ maxLength: 40 }),
  anyJson.map((value) => JSON.stringify(value)),
);

/** After a save, all that was in the file still is, there or aside; and a newer app's is untouched. */
async function saveInto(folder: string, bytes: Buffer, saved: StoredAccount): Promise<void> {
  for (const each of readdirSync(folder)) rmSync(join(folder, each));
  const file = join(folder, 'accounts.json');
  writeFileSync(file, bytes);
  const index = createAccountIndex({ file, log: silentLog });
  const before = await index.read();
  check(readFileSync(file).equals(bytes), 'reading has changed the file');
  const outcome = await index.save(saved, { active: true }).then(
    () => 'saved',
    () => 'refused',
  );
  const kind = kindOf(bytes);
  check((outcome === 'refused') === (kind === 'newer'), `${outcome}, and the file is ${kind}`);
  const aside = `${file}.damaged-1`;
  check(
    existsSync(aside) === (kind === 'damaged'),
    `aside: ${existsSync(aside)}, and it is ${kind}`,
  );
  if (kind !== 'ours') {
    check(before.accounts.length === 0, 'accounts that are none');
    check(readFileSync(kind === 'newer' ? file : aside).equals(bytes), 'the file has changed');
  }
  if (kind === 'newer') return;
  const after = await index.read();
  check(after.active !== null && idOf(after.active) === idOf(saved), 'who was saved is not active');
  if (kind === 'ours') checkKept(bytes, readFileSync(file), saved);
}

/** Members that we know nothing of count too, but for a `__proto__`, which no app writes. */
function checkKept(bytes: Buffer, now: Buffer, saved: StoredAccount): void {
  const read = (json: Buffer) =>
    JSON.parse(json.toString(), (key, value) => (key === '__proto__' ? undefined : value));
  const isForeign = (each: StoredAccount) => idOf(each) !== idOf(saved);
  const { active: _a, accounts: was, ...members } = read(bytes);
  const { active: _b, accounts: is, ...membersNow } = read(now);
  check(isDeepStrictEqual(is.filter(isForeign), written(was.filter(isForeign))), 'others changed');
  check(isDeepStrictEqual(membersNow, written(members)), 'members of the file have changed');
}

export const accountIndexTargets: readonly Target[] = [
  {
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
  },
  {
    name: 'an account index that is changed again and again',
    runs: 10_000,
    shortRuns: 150,
    open: (count) => {
      const { path, remove } = temporaryFolder();
      const steps = fc.array(step, { minLength: 1, maxLength: 10, size: 'max' });
      const property = fc.asyncProperty(steps, (all) => {
        count(all.length);
        return playSteps(join(path, 'accounts.json'), all);
      });
      return { property, close: remove };
    },
  },
];
