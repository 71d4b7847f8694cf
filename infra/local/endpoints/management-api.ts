import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { adminScope } from '../options/app-client';
import type { Pool } from '../pool';
import { checkAccessToken } from '../tokens/verify-access-token';

const contentType = 'application/x-amz-json-1.1';
const target = 'AWSCognitoIdentityProviderService.GlobalSignOut';

/** Why an access token is not taken, in Cognito's words. */
const refusals = {
  invalid: 'Invalid Access Token',
  expired: 'Access Token has expired',
  revoked: 'Access Token has been revoked',
};

/**
 * `POST /` on the issuer's host: the `cognito-idp` API, of which `GlobalSignOut` alone is here
 * (API_GlobalSignOut page). It ends all refresh tokens of a person, and leaves the hosted UI's session.
 */
export function managementApi(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const isJson = c.req.header('content-type')?.startsWith(contentType);
    if (c.req.header('x-amz-target') !== target || !isJson) {
      return refuse(c, 'UnknownOperationException', '');
    }
    const body = parse(await c.req.text());
    if (body === undefined) return refuse(c, 'SerializationException', '');
    const { AccessToken: token } = body;
    if (typeof token !== 'string' || token === '') {
      return refuse(c, 'InvalidParameterException', 'Missing required parameter AccessToken');
    }
    const accessToken = await checkAccessToken(pool, token);
    if (accessToken.kind !== 'valid') return notAuthorized(c, refusals[accessToken.kind]);
    if (!accessToken.scopes.includes(adminScope)) {
      return notAuthorized(c, 'Access Token does not have required scopes');
    }
    if (!pool.users.findEnabled(accessToken.sub)) return notAuthorized(c, 'User is disabled.');
    pool.refreshTokens.revokeAllOf(accessToken.sub);
    return answer(c, 200, {});
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}

function notAuthorized(c: Context, message: string): Response {
  return refuse(c, 'NotAuthorizedException', message);
}

function refuse(c: Context, type: string, message: string): Response {
  c.header('x-amzn-ErrorType', `${type}:`);
  c.header('x-amzn-ErrorMessage', message);
  return answer(c, 400, { __type: type, ...(message === '' ? {} : { message }) });
}

function answer(c: Context, status: 200 | 400, body: Record<string, unknown>): Response {
  c.header('x-amzn-RequestId', randomUUID());
  return c.body(JSON.stringify(body), status, { 'Content-Type': contentType });
}
