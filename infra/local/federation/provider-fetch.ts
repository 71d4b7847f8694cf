import type { CustomFetch, ServerMetadata } from 'openid-client';
import { ProviderFailure } from './provider-failure';

type What = 'configuration' | 'token' | 'keys' | 'user info';

/**
 * `fetch` for openid-client that turns whatever keeps a provider from answering into a
 * `ProviderFailure` (authorization-endpoint page, "Examples of negative responses").
 * @param metadata what is known of the provider by now; nothing before discovery
 */
export function providerFetch(
  provider: string,
  metadata: () => ServerMetadata | undefined,
): CustomFetch {
  return async (url, { body, method, headers, redirect, signal }) => {
    const what = whatIsAt(url, metadata());
    try {
      const response = await fetch(url, {
        body: body instanceof URLSearchParams ? body : null,
        method,
        headers,
        redirect,
        signal: signal ?? null,
      });
      const text = await response.text();
      if (!response.ok) throw refused(provider, what, response.status, text);
      return new Response(text, { status: response.status, headers: response.headers });
    } catch (error) {
      throw error instanceof ProviderFailure ? error : unreachable(what, error);
    }
  };
}

function whatIsAt(url: string, metadata: ServerMetadata | undefined): What {
  if (url === metadata?.token_endpoint) return 'token';
  if (url === metadata?.jwks_uri) return 'keys';
  return url === metadata?.userinfo_endpoint ? 'user info' : 'configuration';
}

/** With the error that it gave, if it is one of OAuth; otherwise with what was wanted. */
function refused(provider: string, what: What, status: number, body: string): ProviderFailure {
  const { error, error_description: description } = parse(body);
  const reason = error === undefined ? `error getting ${what}` : [error, description].join(' ');
  return new ProviderFailure(`${provider} Error - ${status} ${reason.trim()}`);
}

function parse(body: string): { error?: string; error_description?: string } {
  try {
    const { error, error_description: description } = JSON.parse(body);
    if (typeof error !== 'string') return {};
    return typeof description === 'string' ? { error, error_description: description } : { error };
  } catch {
    return {};
  }
}

function unreachable(what: What, error: unknown): ProviderFailure {
  if (error instanceof Error && error.name === 'TimeoutError') {
    if (what === 'token') {
      return new ProviderFailure('Timeout occurred in calling IdP token endpoint');
    }
    return new ProviderFailure(what === 'keys' ? 'Timeout in calling jwks uri' : 'Read timed out');
  }
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return new ProviderFailure(code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection reset');
}
