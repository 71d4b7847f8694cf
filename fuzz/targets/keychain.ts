import * as fc from 'fast-check';
import { AppError } from '../../src/main/auth/errors';
import { entryName } from '../../src/main/keychain/account-name';
import { createSecretStore } from '../../src/main/keychain/secret-store';
import { manifestFor, tokenIn } from '../keychain-oracle';
import { MapKeytar } from '../map-keytar';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

const account = {
  issuer: 'https://id.example',
  clientId: 'client',
  subject: 'person',
  provider: 'https://pool.example',
};
const provider = 'https://pool.example';
const name = entryName(account, provider);

/** A process on Windows with this keychain. */
function processWith(entries: Map<string, string>, lives?: number) {
  const load = async () => new MapKeytar(entries, lives);
  const options = { service: 'fuzz', provider, log: silentLog, load, platform: 'win32' } as const;
  return createSecretStore(options);
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      check(error instanceof AppError, `it threw ${error}`);
      return error.code;
    },
  );

/** Few characters, or so many that they need parts, up to more than all parts can hold. */
const token = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.nat(60) },
      { weight: 3, arbitrary: fc.integer({ min: 2_300, max: 7_500 }) },
      { weight: 1, arbitrary: fc.nat(40_000) },
    ),
    fc.oneof(
      fc.constantFrom('a', '€', '😀', 'é"', '\ud800'),
      oddText.map((text) => `${text}.`),
    ),
  )
  .map(([length, text]) => text.repeat(Math.ceil(length / text.length)).slice(0, length));

/** All parts together, in bytes; what is cut between characters may waste three in each. */
const mostBytes = { surely: 16 * (2_400 - 3), never: 16 * 2_400 };

/** One token, then another or none; the second write may be cut off after any call. */
async function replace(old: string, next: string | null, lives: number): Promise<void> {
  const entries = new Map<string, string>();
  const first = await codeOf(processWith(entries).set(account, old));
  checkRefusal(old, first);
  const before = first === null ? old : null;

  const process = processWith(entries, lives);
  const second = await codeOf(next === null ? process.delete(account) : process.set(account, next));
  const after = await processWith(entries).get(account);
  if (second === null) check(after === next, 'what was written is not what is read');
  else check(after === before || after === next, `neither the old nor the new one, ${second}`);
  if (next !== null && lives === Number.POSITIVE_INFINITY) checkRefusal(next, second);

  await processWith(entries).delete(account);
  const left = [...entries.keys()].filter((each) => each.startsWith(name));
  check(left.length === 0, `${left} is left behind`);
}

function checkRefusal(text: string, code: string | null): void {
  const bytes = Buffer.byteLength(JSON.stringify({ v: 1, refreshToken: text }));
  if (text !== '' && bytes <= mostBytes.surely) check(code === null, `${bytes} bytes: ${code}`);
  if (text === '') check(code !== null, 'no token at all was written');
  if (bytes > mostBytes.never) check(code === 'keychain-too-large', `${bytes} bytes: ${code}`);
}

type Change = (entries: Map<string, string>, manifest: Record<string, unknown>) => void;

const partName = (part: number) => `${name}.a${part}`;
const field = fc.constantFrom('v', 'generation', 'parts', 'bytes', 'sha256', 'x', '__proto__');
const fieldValue = fc.oneof(
  anyJson,
  fc.constantFrom<unknown>(1, 2, 3, 16, 17, 'a', 'b', 'A'.repeat(43)),
);
/** What can befall a token in parts, or what somebody else puts there. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>(() => {}),
  fc.nat(3).map(
    (part): Change =>
      (entries) =>
        void entries.delete(partName(part)),
  ),
  fc.tuple(fc.nat(3), oddText).map(
    ([part, text]): Change =>
      (entries) =>
        void entries.set(partName(part), text),
  ),
  // A letter of the token itself: what is read is still well formed.
  fc.nat(3).map(
    (part): Change =>
      (entries) => {
        const text = entries.get(partName(part));
        if (text !== undefined) entries.set(partName(part), text.replace('x', 'y'));
      },
  ),
  fc.tuple(fc.nat(3), fc.nat(3)).map(
    ([one, other]): Change =>
      (entries) => {
        const [first, second] = [entries.get(partName(one)), entries.get(partName(other))];
        if (first === undefined || second === undefined) return;
        entries.set(partName(one), second).set(partName(other), first);
      },
  ),
  fc.tuple(field, fieldValue).map(
    ([key, value]): Change =>
      (entries, manifest) => {
        entries.set(name, JSON.stringify(objectOf([...Object.entries(manifest), [key, value]])));
      },
  ),
  fc
    .oneof(
      oddText,
      anyJson.map((value) => JSON.stringify(value)),
    )
    .map(
      (text): Change =>
        (entries) =>
          void entries.set(name, text),
    ),
);
const whole = fc.oneof(
  {
    weight: 6,
    arbitrary: oddText.map((text) => JSON.stringify({ v: 1, refreshToken: `${text}x` })),
  },
  fc.tuple(oddText, anyJson).map(([key, value]) =>
    JSON.stringify(
      objectOf([
        ['v', 1],
        ['refreshToken', 'x'],
        [key, value],
      ]),
    ),
  ),
  anyJson.map((refreshToken) => JSON.stringify({ v: 1, refreshToken })),
);

function cut(text: string, parts: number): string[] {
  const characters = [...text];
  const size = Math.ceil(characters.length / parts);
  return Array.from({ length: parts }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
}

async function readWhatIsThere(text: string, parts: number, changes: readonly Change[]) {
  const entries = new Map<string, string>();
  const pieces = cut(text, Math.max(parts, 1));
  const manifest = manifestFor(pieces, 'a');
  entries.set(name, parts === 0 ? text : JSON.stringify(manifest));
  if (parts > 0) for (const [index, piece] of pieces.entries()) entries.set(partName(index), piece);
  for (const each of changes) each(entries, manifest);
  const before = [...entries];
  const expected = tokenIn(entries, name);
  const actual = await processWith(entries)
    .get(account)
    .then(
      (found) => ({ token: found }),
      (error: unknown) => error,
    );
  const isCorrupt = actual instanceof AppError && actual.code === 'keychain-corrupt';
  const shown = `${fc.stringify(before)}: ${fc.stringify(actual)}`;
  if (expected === 'corrupt') check(isCorrupt, shown);
  else check(fc.stringify(actual) === fc.stringify(expected), shown);
  check(fc.stringify([...entries]) === fc.stringify(before), 'reading has changed something');
}

export const keychainTargets: readonly Target[] = [
  {
    name: 'what the keychain holds',
    runs: 120_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.asyncProperty(
        whole,
        fc.constantFrom(0, 1, 2, 3, 16, 17),
        fc.array(change, { maxLength: 2 }),
        readWhatIsThere,
      ),
    }),
  },
  {
    name: 'tokens of any length, and writes that are cut off',
    runs: 100_000,
    shortRuns: 400,
    open: () => {
      const next = fc.oneof({ weight: 5, arbitrary: token }, fc.constant(null));
      const lives = fc.oneof(fc.nat(60), fc.constant(Number.POSITIVE_INFINITY));
      return { property: fc.asyncProperty(token, next, lives, replace) };
    },
  },
];
