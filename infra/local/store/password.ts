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

/** What a password can lack by Cognito's default policy, in which only the length can be another. */
export type PasswordWeakness = 'short' | 'lower-case' | 'upper-case' | 'number' | 'symbol';

/** The first thing that a password lacks; `null` when nothing. */
export function passwordWeakness(password: string, minimumLength: number): PasswordWeakness | null {
  const rules: [ok: boolean, weakness: PasswordWeakness][] = [
    [password.length >= minimumLength, 'short'],
    [/[a-z]/.test(password), 'lower-case'],
    [/[A-Z]/.test(password), 'upper-case'],
    [/\d/.test(password), 'number'],
    [/[^A-Za-z0-9\s]/.test(password), 'symbol'],
  ];
  return rules.find(([ok]) => !ok)?.[1] ?? null;
}

function derive(password: string, salt: string, N?: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'base64'), 32, { N }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
