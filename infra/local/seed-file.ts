import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type SeedUser, UserPoolError } from './index';

const seedUsers = z.array(
  z.strictObject({
    username: z.string(),
    password: z.string(),
    name: z.string().exactOptional(),
    groups: z.array(z.string()).exactOptional(),
    confirmed: z.boolean().exactOptional(),
    mfa: z.literal('totp').exactOptional(),
  }),
);

/**
 * The people in a seed file.
 * @throws UserPoolError `bad_option`, without anything that the file says: it holds passwords
 */
export function readSeedFile(path: string): readonly SeedUser[] {
  try {
    return seedUsers.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const where = error instanceof z.ZodError ? error.issues[0]?.path.join('.') : undefined;
    const detail = where ? ` (at ${where})` : '';
    throw new UserPoolError(
      'bad_option',
      `--seed: ${path} is missing, or is not a JSON array of people${detail}.`,
    );
  }
}
