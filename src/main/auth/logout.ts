import type { ServerMetadata } from 'openid-client';
import type { Config } from '../config/types';

/**
 * The page that ends the provider's own browser session; `null` when it has none.
 *
 * Cognito's `/logout` is not OpenID Connect's RP-Initiated Logout, though discovery names it
 * `end_session_endpoint`: it wants `client_id` and `logout_uri` and ignores the standard parameters
 * (Cognito: "Logout endpoint"; SEC-59). Elsewhere the standard is used, without `id_token_hint`:
 * `client_id` says enough, and a token in a URL ends up in histories and logs.
 */
export function logoutUrl(
  { provider, clientId }: Pick<Config, 'provider' | 'clientId'>,
  metadata: ServerMetadata | null,
  returnUri: string,
): string | null {
  const endpoint =
    provider.kind === 'cognito' ? `${provider.domain}/logout` : metadata?.end_session_endpoint;
  if (endpoint === undefined) return null;
  const url = new URL(endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set(
    provider.kind === 'cognito' ? 'logout_uri' : 'post_logout_redirect_uri',
    returnUri,
  );
  return url.href;
}
