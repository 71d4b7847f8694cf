import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { TokenEndpointAnswer } from '../hooks';
import type { Pool } from '../pool';
import type { Authentication } from '../store/refresh-tokens';
import { issueAccessToken, issueIdToken } from '../tokens/issue';
import { formBody } from './form-body';

/** `POST /oauth2/token` (token-endpoint page). Every error is a 400, `invalid_client` too. */
export function token(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const answer = await answerTo(pool, c);
    const { status, body } = pool.hooks.tokenResponse?.(answer) ?? answer;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, {
      status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
    });
  };
}

async function answerTo(pool: Pool, c: Context): Promise<TokenEndpointAnswer> {
  const form = await formBody(c);
  const grantType = form?.get('grant_type');
  const clientId = form?.get('client_id');
  if (!form || !grantType || !clientId) return failure('invalid_request');
  // A public client has no secret, so one that sends Basic credentials is not this client.
  const hasCredentials = c.req.header('authorization') !== undefined;
  if (clientId !== pool.settings.clientId || hasCredentials) return failure('invalid_client');
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(pool, form);
    case 'refresh_token':
      return refresh(pool, form);
    case 'client_credentials':
      return failure('unauthorized_client');
    default:
      return failure('unsupported_grant_type');
  }
}

async function exchangeCode(pool: Pool, form: URLSearchParams): Promise<TokenEndpointAnswer> {
  const code = form.get('code');
  const redirectUri = form.get('redirect_uri');
  if (!code || !redirectUri) return failure('invalid_request');
  const grant = pool.codes.redeem(code);
  if (!grant) return failure('invalid_grant');
  if (grant.redirectUri !== redirectUri) return failure('unauthorized_client');
  if (!isVerifierRight(form.get('code_verifier'), grant.codeChallenge)) {
    return failure('invalid_grant');
  }
  const { clientId, sub, scopes, authTime, resource } = grant;
  const [originJti, eventId] = [randomUUID(), randomUUID()];
  const authentication = { clientId, sub, scopes, authTime, originJti, eventId, resource };
  const refreshToken = pool.refreshTokens.issue(authentication);
  return success(pool, authentication, grant.nonce, refreshToken);
}

async function refresh(pool: Pool, form: URLSearchParams): Promise<TokenEndpointAnswer> {
  const presented = form.get('refresh_token');
  if (!presented) return failure('invalid_request');
  const authentication = pool.refreshTokens.find(presented);
  if (!authentication || !pool.users.findEnabled(authentication.sub)) {
    return failure('invalid_grant');
  }
  const rotation = pool.settings.refreshTokenRotation;
  const successor = rotation && pool.refreshTokens.rotate(presented, rotation.graceSeconds);
  return success(pool, authentication, null, successor ?? null);
}

async function success(
  pool: Pool,
  authentication: Authentication,
  nonce: string | null,
  refreshToken: string | null,
): Promise<TokenEndpointAnswer> {
  const user = pool.users.findEnabled(authentication.sub);
  if (!user) return failure('invalid_grant');
  const accessToken = await issueAccessToken(pool, user, authentication);
  const idToken = authentication.scopes.includes('openid')
    ? await issueIdToken(pool, user, authentication, accessToken, nonce)
    : null;
  return {
    status: 200,
    body: {
      access_token: accessToken,
      ...(idToken === null ? {} : { id_token: idToken }),
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      token_type: 'Bearer',
      expires_in: pool.settings.tokenLifetimes.access,
    },
  };
}

/**
 * RFC 7636 §4.6. A verifier that no challenge asked for is refused too, since it means that the
 * challenge was lost on the way (RFC 9700 §2.1.1).
 */
function isVerifierRight(verifier: string | null, challenge: string | null): boolean {
  if (verifier === null || challenge === null) return verifier === challenge;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function failure(error: string): TokenEndpointAnswer {
  return { status: 400, body: { error } };
}
