import type { Requirement } from '../requirement';

const auth = 'src/main/auth';
const refresh = `${auth}/refresh.ts`;
const session = `${auth}/account-session.ts`;

/** Tokens, the session, and its end. */
export const tokens: readonly Requirement[] = [
  {
    number: 51,
    rule: 'The refresh token is in the keychain, the others in memory, nothing on disk',
    where: [
      `${auth}/refresh-token.ts#RefreshToken`,
      'src/main/keychain/open-secret-store.ts#openSecretStore',
    ],
    mutations: [
      {
        file: 'src/main/shell/provider-fetch.ts',
        find: "cache: 'no-store'",
        replace: "cache: 'default'",
      },
    ],
  },
  {
    number: 52,
    rule: 'A rotated token is saved before anyone gets the new access token',
    where: [`${refresh}#refreshTokens`, `${auth}/token-answer.ts#refreshTokenIn`],
    mutations: [
      {
        file: `${auth}/oidc-client.ts`,
        find: 'if (rotated !== null) await onRotated?.(rotated);',
        replace: 'void [rotated, onRotated];',
      },
    ],
  },
  {
    number: 53,
    rule: 'One token request at a time for each account',
    where: [`${session}#SEC-53`],
    mutations: [
      { file: session, find: 'if (this.#running === null) {', replace: 'if (Date.now() > 0) {' },
    ],
  },
  {
    number: 54,
    rule: 'Only `invalid_grant` ends a session, after another look into the keychain',
    where: [`${auth}/protocol-error.ts#SEC-54`, `${refresh}#SEC-54`],
    mutations: [
      {
        file: refresh,
        find: 'if (newer === null) throw error;',
        replace: 'if (newer !== undefined) throw error;',
      },
      {
        file: `${auth}/protocol-error.ts`,
        find: "operation === 'refresh' && error === 'invalid_grant'",
        replace: "operation === 'refresh'",
      },
    ],
  },
  {
    number: 55,
    rule: 'Growing pauses with chance in them, `Retry-After`, an end',
    where: [`${auth}/back-off.ts#retryDelayMs`],
    mutations: [
      { file: `${auth}/back-off.ts`, find: 'attempt > maxAttempts', replace: 'attempt < 0' },
      {
        file: `${auth}/back-off.ts`,
        find: 'cause.retryAfterMs ?? 0',
        replace: '0 * (cause.retryAfterMs ?? 0)',
      },
    ],
  },
  {
    number: 56,
    rule: 'Expiry by a clock that cannot be set; looked at again after sleep',
    where: [`${auth}/access-token.ts#remainingMs`, `${auth}/session-watch.ts#takeJump`],
    mutations: [
      {
        file: `${auth}/access-token.ts`,
        find: 'Math.min(this.#deadline - this.#clock.monotonic(), this.expiresAt - this.#clock.now())',
        replace: 'this.#deadline - this.#clock.monotonic()',
      },
    ],
  },
  {
    number: 57,
    rule: 'Without rotation the old token stays; with it, the end that was set stays and is shown',
    where: [`${refresh}#SEC-57`, `${auth}/session-watch.ts#endOf`],
    mutations: [
      {
        file: `${auth}/session-watch.ts`,
        find: 'Math.min(...known)',
        replace: 'Math.max(...known) + 1',
      },
    ],
  },
  {
    number: 58,
    rule: 'Sign-out: here, then revoked, then the browser session, then the partition',
    where: [`${auth}/departures.ts#removeLocally`, `${auth}/sign-out.ts#revokeAtProvider`],
    mutations: [
      {
        file: `${auth}/sign-out.ts`,
        find: 'held.token === null ? null : await problemOf(revoke(held.token, options))',
        replace: 'held.token === null ? null : await problemOf(Promise.resolve(void revoke))',
      },
    ],
  },
  {
    number: 59,
    rule: "Cognito's own logout address",
    where: [`${auth}/logout.ts#logoutUrl`],
    mutations: [{ file: `${auth}/logout.ts`, find: "'logout_uri'", replace: "'redirect_uri'" }],
  },
  {
    number: 60,
    rule: 'An idle and an absolute limit can be set; both are off by default',
    where: [`${auth}/session-watch.ts#isOverLimit`],
    mutations: [
      {
        file: `${auth}/session-watch.ts`,
        find: 'now - startedAt >= absoluteMs',
        replace: 'now - startedAt < 0',
      },
    ],
  },
  {
    number: 61,
    rule: 'An account is issuer, client and subject, never an address',
    where: [
      `${auth}/account-id.ts#accountIdOf`,
      `${auth}/session.ts#SEC-61`,
      'src/main/api/end-with-account.ts#SEC-61',
    ],
    mutations: [
      {
        file: 'src/main/api/end-with-account.ts',
        find: 'if (next !== current)',
        replace: 'if (next === null)',
      },
      {
        file: `${auth}/account-id.ts`,
        find: 'JSON.stringify([issuer, clientId, subject, provider])',
        replace: 'JSON.stringify([issuer, clientId, provider, subject.slice(0, 0)])',
      },
    ],
  },
  {
    number: 62,
    rule: 'A proof anew: `prompt`, `max_age`, and `auth_time` looked at',
    where: [`${auth}/token-answer.ts#SEC-62`, `${auth}/sign-in-attempt.ts#maxAge`],
    mutations: [
      {
        file: `${auth}/token-answer.ts`,
        find: 'at < expected.oldest - authTimeToleranceMs',
        replace: 'at < 0',
      },
    ],
  },
  {
    number: 63,
    rule: 'Tokens in memory are dropped, which is not the same as wiped; said so',
    where: ['docs/security.md#dropped, not wiped', `${session}#this.#token = null`],
    standIn: 'JavaScript has no way to overwrite a text. The page on security says so.',
    mutations: [],
  },
];
