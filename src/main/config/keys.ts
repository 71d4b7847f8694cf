import { z } from 'zod';
import { type ConfigKey, settings } from './settings';

export const configKeys = Object.keys(settings) as readonly ConfigKey[];

export const builtInKeys: readonly ConfigKey[] = configKeys.filter(
  (key) => 'isBuiltIn' in settings[key],
);

/** They decide where codes and tokens go: where they are built in, only an administrator can change them (SEC-74). */
export const receiverKeys: readonly ConfigKey[] = [
  ...(['region', 'userPoolId', 'domain', 'issuer', 'clientId'] as const),
  ...(['flows', 'redirectUri', 'signOutUri', 'loopbackRedirectUris', 'bouncePage'] as const),
  ...(['allowedOrigins', 'tokenOrigins', 'apiOrigins'] as const),
];

export const environmentPrefix = 'COGNITO_';

/** The environment variable of each setting: `clientId` is `COGNITO_CLIENT_ID`. */
export const environmentNames = Object.fromEntries(
  configKeys.map((key) => [key, environmentPrefix + key.replaceAll(/[A-Z]/g, '_$&').toUpperCase()]),
) as Readonly<Record<ConfigKey, string>>;

export function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(settings, key);
}

/** Whether a variable of the environment holds several values, separated by spaces. */
export function isList(key: ConfigKey): boolean {
  return settings[key].schema instanceof z.ZodArray;
}

/** `client_id`, `Client-ID` and `clientId` are one and the same to a person. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The candidate that `name` was probably meant to be, or `null` when none is near. */
export function didYouMean<T extends string>(name: string, candidates: readonly T[]): T | null {
  let best: T | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(plainName(name), plainName(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  const most = Math.min(3, Math.max(1, Math.floor(plainName(best ?? '').length / 4)));
  return bestDistance <= most ? best : null;
}

/** How many single-character edits (insert, delete, replace, swap of neighbours) lead from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}
