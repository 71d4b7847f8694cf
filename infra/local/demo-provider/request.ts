import type { DemoClient, DemoStore } from './store';

/** A valid authentication request (OpenID Connect Core §3.1.2.1). */
export interface AuthenticationRequest {
  readonly client: DemoClient;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly loginHint: string;
  readonly prompt: readonly string[];
  /** Seconds since the last sign-in after which to ask again; `null`: the session decides. */
  readonly maxAge: number | null;
}

export type CheckedRequest =
  | { readonly kind: 'valid'; readonly request: AuthenticationRequest }
  | {
      readonly kind: 'redirect-error';
      readonly redirectUri: string;
      readonly state: string | null;
      readonly error: string;
    }
  | { readonly kind: 'page-error'; readonly message: string };

/** Checks the query. Errors go to the relying party only when its redirect URI is registered. */
export function checkRequest(store: DemoStore, query: URLSearchParams): CheckedRequest {
  const client = store.clients.get(query.get('client_id') ?? '');
  if (!client) return { kind: 'page-error', message: 'No such client is registered here.' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return { kind: 'page-error', message: 'This redirect URI is not registered for the client.' };
  }
  const state = query.get('state');
  const error = errorIn(query);
  if (error !== null) return { kind: 'redirect-error', redirectUri, state, error };
  const maxAge = query.get('max_age');
  return {
    kind: 'valid',
    request: {
      client,
      redirectUri,
      state,
      scopes: words(query.get('scope')),
      nonce: query.get('nonce'),
      codeChallenge: query.get('code_challenge'),
      loginHint: query.get('login_hint') ?? '',
      prompt: words(query.get('prompt')),
      maxAge: maxAge === null ? null : Number(maxAge),
    },
  };
}

function errorIn(query: URLSearchParams): string | null {
  const once = [...new Set(query.keys())].every((name) => query.getAll(name).length === 1);
  if (!once) return 'invalid_request'; // RFC 6749 §3.1
  if (query.has('request')) return 'request_not_supported';
  if (query.has('request_uri')) return 'request_uri_not_supported';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!words(query.get('scope')).includes('openid')) return 'invalid_scope';
  const method = query.get('code_challenge_method');
  const challenge = query.get('code_challenge');
  // RFC 7636 §4.3: without a method it would be `plain`, which is not for here.
  if ((challenge === null) !== (method === null)) return 'invalid_request';
  if (challenge !== null && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge))) {
    return 'invalid_request';
  }
  const prompt = words(query.get('prompt'));
  if (prompt.includes('none') && prompt.length > 1) return 'invalid_request';
  return /^\d{1,9}$/.test(query.get('max_age') ?? '0') ? null : 'invalid_request';
}

function words(value: string | null): readonly string[] {
  return (value ?? '').split(' ').filter(Boolean);
}
