import type { Config } from '../../src/main/config/types';
import type { Clock } from '../../src/main/util/clock';
import type { Log } from '../../src/main/util/log';
import { clientSettings } from '../support/auth/settings';

/** A Cognito user pool that nobody has. */
export const pool = {
  kind: 'cognito',
  issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123',
  domain: 'https://pool.example',
} as const;

/** Another provider, whose metadata is discovered. */
export const generic = { kind: 'generic', issuer: 'https://id.example' } as const;

export function configFor(
  provider: Config['provider'],
  redirectUri: string = clientSettings.redirectUri,
): Config {
  return { ...clientSettings, provider, redirectUri };
}

/** The real time without timers: nothing here waits for one. */
export const timerlessClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: () => () => {},
};

export const neverAborted = new AbortController().signal;

export const silentLog: Log = { info() {}, warn() {} };

/** What a provider that is not Cognito says of itself. */
export const genericMetadata = {
  issuer: generic.issuer,
  authorization_endpoint: `${generic.issuer}/authorize`,
  token_endpoint: `${generic.issuer}/token`,
  jwks_uri: `${generic.issuer}/jwks`,
  authorization_response_iss_parameter_supported: true,
  id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
};

/** A JSON answer without a server. */
export function jsonResponse(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}
