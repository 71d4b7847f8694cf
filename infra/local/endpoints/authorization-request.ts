import { type Choice, choicesOf, chosenProvider } from '../federation/choice';
import { type Client, type Flow, findClient } from '../options/app-client';
import type { Pool } from '../pool';

/** A valid authorization request. */
export interface AuthorizationRequest {
  readonly client: Client;
  readonly redirectUri: string;
  /** Whether the client named it, so that the token endpoint asks for it again. */
  readonly isRedirectUriSent: boolean;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly loginHint: string;
  /** `token` only where the app client allows the implicit grant. */
  readonly responseType: 'code' | 'token';
  /** Who is to say who it is; `null`: the person chooses on the login page. */
  readonly provider: Choice | null;
  /** RFC 8707: what the access token's `aud` will be. */
  readonly resource: string | null;
  /** `none`: no pages, please. `login`: ask even if there is a session. Empty in the classic UI. */
  readonly prompt: readonly string[];
}

/** What to do with a request: serve it, tell the client what is wrong, or tell the person only. */
export type ParsedRequest =
  | { readonly kind: 'valid'; readonly request: AuthorizationRequest }
  | {
      readonly kind: 'redirect-error';
      readonly redirectUri: string;
      readonly state: string | null;
      readonly error: string;
      /** For people; AWS promises no fixed texts (federation-endpoint-idp-responses page). */
      readonly description?: string;
    }
  | { readonly kind: 'page-error'; readonly error: string };

/**
 * Checks the parameters of `/oauth2/authorize`, `/login` and `/signup`.
 *
 * Errors are told to the client by redirect only when its redirect URI is registered
 * (authorization-endpoint page; RFC 6749 §4.1.2.1).
 */
export function parseAuthorizationRequest(pool: Pool, query: URLSearchParams): ParsedRequest {
  const clientId = query.get('client_id');
  if (!clientId) return { kind: 'page-error', error: 'Required parameters missing' };
  const client = findClient(pool.settings, clientId);
  const sentUri = query.get('redirect_uri');
  const redirectUri = sentUri || (client && impliedRedirectUri(pool, client));
  if (!redirectUri) return { kind: 'page-error', error: 'Required parameters missing' };
  if (!client) return { kind: 'page-error', error: 'invalid_client' };
  if (!client.redirectUris.includes(redirectUri)) {
    return { kind: 'page-error', error: 'redirect_mismatch' };
  }
  const state = query.get('state');
  const scopes = requestedScopes(client, query);
  const error = requestError(pool, client, query) ?? scopeError(client, scopes);
  if (error !== null) return { kind: 'redirect-error', redirectUri, state, error };
  return {
    kind: 'valid',
    request: {
      client,
      redirectUri,
      isRedirectUriSent: Boolean(sentUri),
      state,
      scopes,
      nonce: query.get('nonce'),
      codeChallenge: query.get('code_challenge'),
      loginHint: query.get('login_hint') ?? '',
      responseType: query.get('response_type') === 'token' ? 'token' : 'code',
      provider: chosenProvider(pool, client, query) ?? null,
      resource: query.get('resource'),
      prompt: pool.settings.managedLogin ? words(query.get('prompt')) : [],
    },
  };
}

/**
 * Where the browser goes when a request names no redirect URI: a client with one identity provider
 * may leave it out if there is one redirect URI or a default (user-pool-settings-client-apps page).
 */
function impliedRedirectUri(pool: Pool, client: Client): string | undefined {
  if (choicesOf(pool, client).length !== 1) return undefined;
  const [only, another] = client.redirectUris;
  return client.defaultRedirectUri ?? (another === undefined ? only : undefined);
}

function requestError(pool: Pool, client: Client, query: URLSearchParams): string | null {
  const responseType = query.get('response_type');
  if (responseType !== 'code' && responseType !== 'token') return 'invalid_request';
  const flow: Flow = responseType === 'code' ? 'code' : 'implicit';
  if (!client.flows.includes(flow)) return 'unauthorized_client';
  const resources = query.getAll('resource');
  if (resources.length > 1 || !resources.every(isResource)) return 'invalid_request';
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if ((challenge === null) !== (method === null)) return 'invalid_request';
  if (method !== null && method !== 'S256') return 'invalid_request';
  // RFC 7636 §4.2: a base64url SHA-256 without padding.
  if (challenge !== null && !/^[\w-]{43}$/.test(challenge)) return 'invalid_request';
  if (challenge === null && flow === 'code' && pool.settings.requirePkce) return 'invalid_request';
  return chosenProvider(pool, client, query) === undefined ? 'invalid_request' : null;
}

/** `https`, a custom scheme, or `http` on localhost (define-resource-servers page). */
function isResource(value: string): boolean {
  return URL.canParse(value) && (!/^http:/i.test(value) || new URL(value).hostname === 'localhost');
}

/** Without a `scope` parameter Cognito grants every scope of the client. */
function requestedScopes(client: Client, query: URLSearchParams): readonly string[] {
  const requested = words(query.get('scope'));
  return requested.length > 0 ? requested : client.scopes;
}

function scopeError(client: Client, scopes: readonly string[]): string | null {
  if (!scopes.every((scope) => client.scopes.includes(scope))) return 'invalid_scope';
  const needOpenid = scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  return needOpenid && !scopes.includes('openid') ? 'invalid_scope' : null;
}

function words(value: string | null): readonly string[] {
  return (value ?? '').split(/\s+/).filter(Boolean);
}
