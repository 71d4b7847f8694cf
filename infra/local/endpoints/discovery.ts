import { Hono } from 'hono';
import type { Pool } from '../pool';
import { toJwk } from '../tokens/signing-keys';
import { managementApi } from './management-api';

/**
 * What Cognito serves on the issuer's host: these two documents, and its API. The discovery document
 * has just these fields: PKCE and public clients are supported and not announced.
 */
export function issuerRoutes(pool: Pool): Hono {
  const { issuer, keys } = pool;
  const endpoints = endpointsOf(pool);
  const path = new URL(issuer).pathname;
  return (
    new Hono()
      .get(`${path}/.well-known/openid-configuration`, (c) =>
        c.json({
          authorization_endpoint: `${endpoints}/authorize`,
          end_session_endpoint: `${pool.settings.hasDomain ? pool.domain : issuer}/logout`,
          id_token_signing_alg_values_supported: ['RS256'],
          issuer,
          jwks_uri: `${issuer}/.well-known/jwks.json`,
          response_types_supported: ['code', 'token'],
          revocation_endpoint: `${endpoints}/revoke`,
          scopes_supported: ['openid', 'email', 'phone', 'profile'],
          subject_types_supported: ['public'],
          token_endpoint: `${endpoints}/token`,
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          userinfo_endpoint: `${endpoints}/userInfo`,
        }),
      )
      .get(`${path}/.well-known/jwks.json`, (c) => c.json({ keys: keys.all().map(toJwk) }))
      .post('/', managementApi(pool))
      // Anything else is a bad call: https://github.com/bukalapak/snowboard/issues/145.
      .all('*', (c) => {
        const message = 'The server did not understand the operation that was requested.';
        return c.json({ code: 'BadRequest', message, type: 'client' }, 400);
      })
  );
}

/** A pool without a domain still lists endpoints: under the issuer, where they do not work. */
function endpointsOf({ settings, issuer, domain }: Pool): string {
  return settings.hasDomain ? `${domain}/oauth2` : issuer;
}
