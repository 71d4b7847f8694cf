import {
  allowInsecureRequests,
  customFetch,
  discovery,
  None,
  type ServerMetadata,
} from 'openid-client';
import { parseUrl } from '../../../shared/parse-url';
import type { CognitoProvider, Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { withoutEmpty } from '../../util/empty-members';
import { asymmetricAlgorithms, unsupportedIdToken } from './id-token-algorithms';
import { type HttpOptions, limitedFetch } from './limited-fetch';
import { issuerMismatch, toAppError } from './protocol-error';

/**
 * Cognito's endpoints, from configuration alone: no discovery delays the user's
 * sign-in page (Cognito: "User pool endpoints and managed login reference").
 */
export function cognitoMetadata({ issuer, domain }: CognitoProvider): ServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${domain}/oauth2/authorize`,
    token_endpoint: `${domain}/oauth2/token`,
    revocation_endpoint: `${domain}/oauth2/revoke`,
    end_session_endpoint: `${domain}/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** How many redirects the discovery document may be behind. */
const discoveryRedirects = 3;

/**
 * Asks the provider for its discovery document. Its content is not checked here. Redirects are
 * followed on the issuer's origin only.
 *
 * @throws AppError `issuer-mismatch` or `provider-invalid-response` when it is not well formed; or the
 *   network's codes
 */
export async function discover(config: Config, http: HttpOptions): Promise<ServerMetadata> {
  const { issuer } = config.provider;
  const fetch = limitedFetch({ ...http, redirects: discoveryRedirects });
  try {
    const configuration = await discovery(new URL(issuer), config.clientId, undefined, None(), {
      [customFetch]: async (url, init) => {
        const response = await fetch(url, init);
        if (response.status < 400) return response;
        const reason = `it has no discovery document for the configured \`issuer\` (status ${response.status})`;
        const { host } = new URL(url);
        throw new AppError('provider-invalid-response', { detail: { host, reason } });
      },
      execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
    });
    return configuration.serverMetadata();
  } catch (error) {
    throw toAppError(error, 'discovery', config);
  }
}

/**
 * The metadata in a discovery document, wherever it comes from, once they are held against the settings
 * (SEC-8). Empty members count as absent.
 *
 * @throws AppError `issuer-mismatch` when the provider calls itself something else;
 *   `provider-invalid-response` when an endpoint is missing or not https, or the document is not well
 *   formed; `navigation-blocked` when an endpoint is on a host that the configuration does not allow for it;
 *   `id-token-unsupported` when it announces no signature that this app verifies
 */
export function checkedMetadata(document: unknown, config: Config): ServerMetadata {
  const { issuer } = config.provider;
  if (!isDocument(document)) throw new AppError('provider-invalid-response');
  const { userinfo_endpoint: userInfo, ...members } = withoutEmpty(document);
  const found = { ...members, issuer: document.issuer };
  // The library compares parsed URLs, which takes `https://a` and `https://a/` for one issuer.
  if (found.issuer !== issuer) throw issuerMismatch(found.issuer, config.provider);
  checkEndpoints(found, config);
  const announced: unknown = found.id_token_signing_alg_values_supported ?? ['RS256'];
  if (!Array.isArray(announced)) throw new AppError('provider-invalid-response');
  const algorithms = asymmetricAlgorithms.filter((algorithm) => announced.includes(algorithm));
  if (algorithms.length === 0) throw unsupportedIdToken(announced);
  return {
    ...found,
    ...(mayHaveTokens(userInfo, config) ? { userinfo_endpoint: userInfo } : {}),
    id_token_signing_alg_values_supported: algorithms,
  };
}

/** An object with an issuer: no other member has to be there. */
function isDocument(value: unknown): value is ServerMetadata {
  return value instanceof Object && 'issuer' in value && typeof value.issuer === 'string';
}

/**
 * Whether UserInfo is on a host that may have an access token. It can be done without, so one elsewhere
 * (Microsoft's is at its Graph API) is no reason to refuse the provider.
 */
function mayHaveTokens(
  endpoint: string | undefined,
  { tokenOrigins, provider }: Config,
): endpoint is string {
  // Whatever the type says: it is the provider's text.
  const url = typeof endpoint === 'string' ? parseUrl(endpoint) : null;
  if (url === null) return false;
  return url.origin === new URL(provider.issuer).origin || isAllowed(url, tokenOrigins);
}

const required = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const optional = ['revocation_endpoint', 'end_session_endpoint'] as const;

/** A window visits the authorization endpoint. The others get codes or tokens, or say which are genuine (SEC-73). */
function checkEndpoints(
  metadata: ServerMetadata,
  { provider, allowedOrigins, tokenOrigins }: Config,
): void {
  if (required.some((name) => metadata[name] === undefined)) {
    throw new AppError('provider-invalid-response');
  }
  const { origin } = new URL(provider.issuer);
  for (const name of [...required, ...optional]) {
    const endpoint = metadata[name];
    if (endpoint === undefined) continue;
    const url = typeof endpoint === 'string' ? parseUrl(endpoint) : null;
    if (url === null) throw new AppError('provider-invalid-response');
    // The issuer's own origin may be http: the configuration allows that for loopback hosts only.
    if (url.origin === origin) continue;
    if (url.protocol !== 'https:') throw new AppError('provider-invalid-response');
    const isVisited = name === 'authorization_endpoint';
    if (isAllowed(url, isVisited ? allowedOrigins : tokenOrigins)) continue;
    const forTokens = { reason: 'have tokens sent to', setting: 'tokenOrigins' } as const;
    const detail = { host: url.host, ...(isVisited ? {} : forTokens) };
    throw new AppError('navigation-blocked', { detail });
  }
}

function isAllowed(url: URL, allowed: readonly string[]): boolean {
  return url.protocol === 'https:' && allowed.includes(url.origin);
}
