import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface PasswordHash {
  /** In base64, like the key. */
  readonly salt: string;
  readonly key: string;
  /** scrypt's N; without it, the default. */
  readonly cost?: number;
}

/** scrypt's N for new hashes; `undefined`: Node's default, 16,384, which takes about 50 ms. */
let cost: number | undefined;

/** For tests only: makes new hashes cheap, since hundreds of tests sign in. */
export function lowerHashCost(): void {
  cost = 16;
}

/** Passwords are hashed even in memory: people type their real ones into forms like this. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16).toString('base64');
  const key = (await derive(password, salt, cost)).toString('base64');
  return { salt, key, ...(cost === undefined ? {} : { cost }) };
}

export async function verifyPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const key = await derive(password, hash.salt, hash.cost);
  return timingSafeEqual(key, Buffer.from(hash.key, 'base64'));
}

/** Kinds of characters that a policy can require, each with an expression that finds one. */
const kinds = {
  'lower-case': /[a-z]/,
  'upper-case': /[A-Z]/,
  number: /\d/,
  symbol: /[^A-Za-z0-9\s]/,
} as const;

export type PasswordKind = keyof typeof kinds;

/** All of them: Cognito's default policy. */
export const passwordKinds = Object.keys(kinds) as readonly PasswordKind[];

/** What a password can lack. */
export type PasswordWeakness = 'short' | PasswordKind;

/** The part of the settings that is the password policy. */
export interface PasswordPolicy {
  readonly passwordMinimumLength: number;
  readonly passwordKinds: readonly PasswordKind[];
}

/** The first thing that a password lacks; `null` when nothing. */
export function passwordWeakness(
  password: string,
  { passwordMinimumLength, passwordKinds: required }: PasswordPolicy,
): PasswordWeakness | null {
  if (password.length < passwordMinimumLength) return 'short';
  return required.find((kind) => !kinds[kind].test(password)) ?? null;
}

function derive(password: string, salt: string, N?: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'base64'), 32, { N }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
