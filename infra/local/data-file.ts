import { readFileSync } from 'node:fs';
import { Secret } from 'otpauth';
import { z } from 'zod';
import { UserPoolError } from './errors';
import type { Pool } from './pool';
import type { RefreshTokenEntry } from './store/refresh-tokens';
import type { TotpDevice } from './store/totp';
import type { User } from './store/users';
import { KeyRing } from './tokens/signing-keys';
import { replaceFile } from './util/write-file';

/** As it is: a key that is hashed makes no codes. */
const totp = z
  .object({ secret: z.string(), verified: z.boolean(), lastStep: z.number() })
  .transform(({ secret, ...rest }) => ({ ...rest, secret: Secret.fromBase32(secret) }));

const user = z.object({
  sub: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  groups: z.array(z.string()),
  confirmed: z.boolean(),
  enabled: z.boolean().default(true),
  mfa: z.boolean().default(false),
  identity: z
    .object({ providerName: z.string(), userId: z.string(), dateCreated: z.number() })
    .exactOptional(),
  emailVerified: z.boolean().exactOptional(),
  attributes: z.record(z.string(), z.string()).exactOptional(),
  passwordHash: z
    .object({ salt: z.string(), key: z.string(), cost: z.number().exactOptional() })
    .nullable(),
  totp: totp.exactOptional(),
});

const refreshToken = z.object({
  digest: z.string(),
  authentication: z.object({
    clientId: z.string(),
    sub: z.string(),
    scopes: z.array(z.string()),
    authTime: z.number(),
    originJti: z.string(),
    eventId: z.string(),
    resource: z.string().nullable().default(null),
  }),
  expiresAt: z.number(),
  revoked: z.boolean(),
});

/** An RSA key, private part and all: a signature can be made with nothing less. */
const key = z.looseObject({
  kid: z.string(),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

/** People as they are, but for a code that is still open: who needs one is sent another. */
const contents = z.object({
  users: z.array(user),
  refreshTokens: z.array(refreshToken),
  keys: z.array(z.object({ id: key, access: key })).default([]),
});

/** The versions of people, tokens and keys that the file has. */
const lastWritten = new WeakMap<Pool, string>();

/** What an earlier run left. */
export interface SavedPool {
  readonly users: readonly User[];
  readonly refreshTokens: readonly RefreshTokenEntry[];
  readonly keys: KeyRing;
}

/**
 * What an earlier run left, or `null` when there is no such file yet.
 * @throws UserPoolError `bad_data_file`
 */
export async function loadDataFile(path: string): Promise<SavedPool | null> {
  try {
    const { keys, ...rest } = contents.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { ...rest, keys: await KeyRing.create(keys) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UserPoolError(
      'bad_data_file',
      `${path} is not a data file of the local user pool, or is damaged. Delete it to start afresh.`,
    );
  }
}

/**
 * Writes the file whole or not at all, if anything has changed and the pool has a file.
 */
export function saveDataFile(pool: Pool): void {
  const path = pool.settings.dataFile;
  if (path === null) return;
  const version = [pool.users, pool.refreshTokens, pool.keys]
    .map(({ version }) => version)
    .join(' ');
  if (lastWritten.get(pool) === version) return;
  const text = JSON.stringify({
    users: pool.users.list().map(({ totp, ...user }) => ({
      ...user,
      ...(totp ? { totp: savedTotp(totp) } : {}),
    })),
    refreshTokens: pool.refreshTokens.list(),
    keys: pool.keys.save(),
  });
  replaceFile(path, text);
  lastWritten.set(pool, version);
}

function savedTotp({ secret, verified, lastStep }: TotpDevice): z.input<typeof totp> {
  return { secret: secret.base32, verified, lastStep };
}
