export const environmentPrefix = 'COGNITO_';

/** Every setting, and the environment variable that sets it. */
export const environmentNames = {
  region: 'COGNITO_REGION',
  userPoolId: 'COGNITO_USER_POOL_ID',
  domain: 'COGNITO_DOMAIN',
  clientId: 'COGNITO_CLIENT_ID',
  redirectUri: 'COGNITO_REDIRECT_URI',
  signOutUri: 'COGNITO_SIGN_OUT_URI',
  scopes: 'COGNITO_SCOPES',
  consentPrompt: 'COGNITO_CONSENT_PROMPT',
  identityProvider: 'COGNITO_IDENTITY_PROVIDER',
  identityProviders: 'COGNITO_IDENTITY_PROVIDERS',
  flows: 'COGNITO_FLOWS',
  loopbackRedirectUris: 'COGNITO_LOOPBACK_REDIRECT_URIS',
  bouncePage: 'COGNITO_BOUNCE_PAGE',
  issuer: 'COGNITO_ISSUER',
  allowedOrigins: 'COGNITO_ALLOWED_ORIGINS',
  idleLimitMinutes: 'COGNITO_IDLE_LIMIT_MINUTES',
  sessionLimitHours: 'COGNITO_SESSION_LIMIT_HOURS',
  refreshTokenDays: 'COGNITO_REFRESH_TOKEN_DAYS',
  globalSignOut: 'COGNITO_GLOBAL_SIGN_OUT',
  keychainFallback: 'COGNITO_KEYCHAIN_FALLBACK',
  apiOrigins: 'COGNITO_API_ORIGINS',
  apiMaxMegabytes: 'COGNITO_API_MAX_MEGABYTES',
  apiTimeoutSeconds: 'COGNITO_API_TIMEOUT_SECONDS',
  updateFeed: 'COGNITO_UPDATE_FEED',
  updateKeys: 'COGNITO_UPDATE_KEYS',
} as const;

export type ConfigKey = keyof typeof environmentNames;

export const configKeys = Object.keys(environmentNames) as readonly ConfigKey[];

/** Whoever sets one of these decides what is installed, so a packaged app has them built in (SEC-71). */
export const builtInKeys: readonly ConfigKey[] = ['updateFeed', 'updateKeys'];

export function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(environmentNames, key);
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
  return best !== null && bestDistance <= Math.max(1, Math.floor(plainName(best).length / 4))
    ? best
    : null;
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
