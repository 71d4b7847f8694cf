import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Both in base64. */
export interface PasswordHash {
  readonly salt: string;
  readonly key: string;
}

/** Passwords are hashed even in memory: people type their real ones into forms like this. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16).toString('base64');
  return { salt, key: (await derive(password, salt)).toString('base64') };
}

export async function verifyPassword(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, hash.salt), Buffer.from(hash.key, 'base64'));
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

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'base64'), 32, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
