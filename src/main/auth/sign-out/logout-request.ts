import type { ServerMetadata } from 'openid-client';
import type { Config } from '../../config/types';
import type { LogoutForm } from '../ports';

/**
 * The page that ends the provider's own browser session; `null` when it has none.
 *
 * Cognito's `/logout` is not OpenID Connect's RP-Initiated Logout, though discovery names it
 * `end_session_endpoint`: it wants `client_id` and `logout_uri` and ignores the standard parameters
 * (Cognito: "Logout endpoint"; SEC-59). Elsewhere the standard is used, without `id_token_hint`: a
 * token in a URL ends up in histories and logs. The provider then asks whether to sign out.
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

/**
 * The same with `id_token_hint`, without which the provider has to ask whether to sign out (OpenID Connect
 * RP-Initiated Logout §2, which also demands that it takes a POST). Only for a window of ours.
 *
 * @returns `null` with Cognito, and where there is no such page or no ID token
 */
export function logoutForm(
  { provider, clientId }: Pick<Config, 'provider' | 'clientId'>,
  metadata: ServerMetadata | null,
  returnUri: string,
  idToken: string | null,
): LogoutForm | null {
  const url = metadata?.end_session_endpoint;
  if (provider.kind === 'cognito' || url === undefined || idToken === null) return null;
  return {
    url,
    fields: {
      id_token_hint: idToken,
      client_id: clientId,
      post_logout_redirect_uri: returnUri,
    },
  };
}
