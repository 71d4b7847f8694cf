import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { UserPoolError } from '../errors';
import type { Pool } from '../pool';

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
  passwordHash: z.object({ salt: z.string(), key: z.string() }).nullable(),
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

/** People as they are, but for a code that is still open: who needs one is sent another. */
const contents = z.object({ users: z.array(user), refreshTokens: z.array(refreshToken) });

/** The versions of people and tokens that the file has. */
const lastWritten = new WeakMap<Pool, string>();

/**
 * What an earlier run left, or `null` when there is no such file yet.
 * @throws UserPoolError `bad_data_file`
 */
export function loadDataFile(path: string): z.infer<typeof contents> | null {
  try {
    return contents.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UserPoolError(
      'bad_data_file',
      `${path} is not a data file of the local user pool, or is damaged. Delete it to start afresh.`,
    );
  }
}

/**
 * Writes the file whole or not at all, if anything has changed and the pool has a file. What people
 * and tokens amount to is looked at only where one of them changed.
 */
export function saveDataFile(pool: Pool): void {
  const path = pool.settings.dataFile;
  if (path === null) return;
  const version = `${pool.users.version} ${pool.refreshTokens.version}`;
  if (lastWritten.get(pool) === version) return;
  const text = JSON.stringify({
    // A key cannot be hashed, so authenticator apps are set up again in the next run.
    users: pool.users.list().map(({ totp: _, ...user }) => user),
    refreshTokens: pool.refreshTokens.list(),
  });
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  lastWritten.set(pool, version);
}
