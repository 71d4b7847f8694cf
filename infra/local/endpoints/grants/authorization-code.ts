import { randomUUID } from 'node:crypto';
import type { TokenEndpointAnswer } from '../../hooks';
import type { Client } from '../../options/app-client';
import type { Pool } from '../../pool';
import { isVerifierRight } from '../../tokens/pkce';
import { failure, success } from './answers';

/** `grant_type=authorization_code`. A code works for the client that it was issued to, and once. */
export async function exchangeCode(
  pool: Pool,
  client: Client,
  form: URLSearchParams,
): Promise<TokenEndpointAnswer> {
  const code = form.get('code');
  if (!code) return failure('invalid_request');
  const grant = pool.codes.find(code);
  const redirectUri = form.get('redirect_uri');
  // RFC 6749 §4.1.3: needed if the authorization request had one.
  if (!redirectUri && grant?.isRedirectUriSent !== false) return failure('invalid_request');
  pool.codes.spend(code);
  if (!grant || grant.clientId !== client.id) return failure('invalid_grant');
  if (redirectUri && grant.redirectUri !== redirectUri) return failure('unauthorized_client');
  const verifier = form.get('code_verifier');
  if (!isVerifierRight(verifier, grant.codeChallenge)) return failure('invalid_grant');
  if (verifier !== null) pool.issued.add(verifier);
  const { clientId, sub, scopes, authTime, resource } = grant;
  const [originJti, eventId] = [randomUUID(), randomUUID()];
  const authentication = { clientId, sub, scopes, authTime, originJti, eventId, resource };
  const refreshToken = pool.refreshTokens.issue(authentication, client.tokenLifetimes.refresh);
  return success(pool, client, authentication, grant.nonce, refreshToken);
}
