import * as fc from 'fast-check';
import { AuthError } from '../../src/main/auth/errors';
import type { Keytar } from '../../src/main/keychain/keytar-binding';
import { createSecretStore } from '../../src/main/keychain/secret-store';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

const account = { issuer: 'https://id.example', clientId: 'client', subject: 'person' };

/** A keychain in which every account has this entry. */
function keychainWith(text: string): Keytar {
  const written = new Map<string, string>();
  return {
    getPassword: async (_, name) => written.get(name) ?? text,
    setPassword: async (_, name, value) => void written.set(name, value),
    deletePassword: async (_, name) => written.delete(name),
  };
}

/** Entries that are ours, almost ours, and not ours. */
const entry = fc.oneof(
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
  anyJson.map((v) => JSON.stringify({ v, refreshToken: 'x' })),
  anyJson.map((value) => JSON.stringify(value)),
  oddText,
);

/** The token in an entry as `docs/keychain.md` describes it, or `null`: not ours. */
function tokenIn(text: string): string | null {
  const { v, refreshToken, ...more } = membersOf(text);
  const isOurs = v === 1 && typeof refreshToken === 'string' && refreshToken !== '';
  return isOurs && Object.keys(more).length === 0 ? refreshToken : null;
}

function membersOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value));
  } catch {
    return {};
  }
}

async function read(text: string): Promise<void> {
  const load = async () => keychainWith(text);
  const options = { service: 'fuzz', provider: 'https://pool.example', log: silentLog, load };
  const found: unknown = await createSecretStore(options)
    .get(account)
    .catch((error: unknown) => error);
  const expected = tokenIn(text);
  const shown = `${fc.stringify(text)}: ${fc.stringify(found)}`;
  if (expected !== null) check(found === expected, shown);
  else check(found instanceof AuthError && found.code === 'keychain-corrupt', shown);
}

export const keychainTargets: readonly Target[] = [
  {
    name: 'what the keychain holds',
    runs: 120_000,
    shortRuns: 2_000,
    open: () => ({ property: fc.asyncProperty(entry, read) }),
  },
];
