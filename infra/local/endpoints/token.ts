import type { Context } from 'hono';
import type { TokenEndpointAnswer } from '../hooks';
import type { Client, Flow } from '../options/app-client';
import type { Pool } from '../pool';
import { authenticateClient } from './client-authentication';
import { formBody, isContentTypeMalformed } from './form-body';
import { failure } from './grants/answers';
import { exchangeCode } from './grants/authorization-code';
import { grantToClient } from './grants/client-credentials';
import { refresh } from './grants/refresh-token';

type Grant = (pool: Pool, client: Client, form: URLSearchParams) => Promise<TokenEndpointAnswer>;

/** What each `grant_type` does, and which of the client's flows it needs. */
const grants: Readonly<Record<string, { readonly flow: Flow; readonly answer: Grant }>> = {
  authorization_code: { flow: 'code', answer: exchangeCode },
  // Refresh tokens come with the code grant alone.
  refresh_token: { flow: 'code', answer: refresh },
  client_credentials: { flow: 'client_credentials', answer: grantToClient },
};

/** `POST /oauth2/token` (token-endpoint page). */
export function token(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    if (isContentTypeMalformed(c)) return c.body(null, 405, { Allow: 'GET' });
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
  const isNamed = form?.get('client_id') || c.req.header('authorization') !== undefined;
  if (!form || !grantType || !isNamed) return failure('invalid_request');
  const { client, error } = authenticateClient(pool, c, form);
  if (error) return failure(error);
  const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
  if (!grant) return failure('unsupported_grant_type');
  if (!client.flows.includes(grant.flow)) return failure('unauthorized_client');
  return grant.answer(pool, client, form);
}
