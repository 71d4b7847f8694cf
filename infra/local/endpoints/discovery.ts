import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Pool } from '../pool';
import { toJwk } from '../tokens/signing-keys';

/**
 * What Cognito serves at the issuer: these two documents and nothing else. The discovery document
 * has just these fields: PKCE and public clients are supported and not announced.
 */
export function issuerRoutes(pool: Pool): Hono {
  const { issuer, domain, keys } = pool;
  const path = new URL(issuer).pathname;
  return (
    new Hono()
      .use(cors())
      .get(`${path}/.well-known/openid-configuration`, (c) =>
        c.json({
          authorization_endpoint: `${domain}/oauth2/authorize`,
          end_session_endpoint: `${domain}/logout`,
          id_token_signing_alg_values_supported: ['RS256'],
          issuer,
          jwks_uri: `${issuer}/.well-known/jwks.json`,
          response_types_supported: ['code', 'token'],
          revocation_endpoint: `${domain}/oauth2/revoke`,
          scopes_supported: ['openid', 'email', 'phone', 'profile'],
          subject_types_supported: ['public'],
          token_endpoint: `${domain}/oauth2/token`,
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          userinfo_endpoint: `${domain}/oauth2/userInfo`,
        }),
      )
      .get(`${path}/.well-known/jwks.json`, (c) => c.json({ keys: keys.all().map(toJwk) }))
      // The issuer's host is Cognito's management API, which takes anything else for a bad call.
      .all('*', (c) => c.json({ message: 'Bad Request' }, 400))
  );
}
