import { Hono } from 'hono';
import { assets } from '../pages/assets';
import { toJwk } from '../tokens/signing-keys';
import { authorize, submitAuthorize } from './authorize';
import type { Demo } from './demo';
import { showHome, signOut } from './home';
import { token } from './token';
import { userInfo } from './user-info';

/** The demo provider's endpoints and pages, discovery first (OpenID Connect Discovery §3). */
export function demoRoutes(demo: Demo): Hono {
  const { issuer, store } = demo;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'email', 'name'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['S256'],
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    authorization_response_iss_parameter_supported: true,
  };
  return new Hono()
    .get('/.well-known/openid-configuration', (c) => c.json(metadata))
    .get('/jwks', async (c) => c.json({ keys: [await toJwk(store.key)] }))
    .post('/token', token(demo))
    .get('/userinfo', userInfo(demo))
    .post('/userinfo', userInfo(demo))
    .route('/assets', assets)
    .route('/', pages(demo));
}

function pages(demo: Demo): Hono {
  // No `form-action`: a browser holds a form's whole redirect chain against it, and that chain goes on
  // from the relying party to an app of which nothing is known here.
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Hono()
    .use(async (c, next) => {
      await next();
      c.header('Content-Security-Policy', policy);
      c.header('X-Frame-Options', 'DENY');
      c.header('X-Content-Type-Options', 'nosniff');
      c.header('Referrer-Policy', 'no-referrer');
      c.header('Cache-Control', 'no-store');
    })
    .get('/authorize', authorize(demo))
    .post('/authorize', submitAuthorize(demo))
    .get('/', showHome(demo))
    .post('/', signOut(demo));
}
