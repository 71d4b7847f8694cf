import {
  AuthorizationNotifier,
  AuthorizationRequest,
  type AuthorizationRequestResponse,
  type AuthorizationResponse,
  AuthorizationServiceConfiguration,
  BaseTokenRequestHandler,
  GRANT_TYPE_AUTHORIZATION_CODE,
  GRANT_TYPE_REFRESH_TOKEN,
  RevokeTokenRequest,
  setFlag,
  TokenRequest,
  type TokenResponse,
} from '@openid/appauth';
import { NodeCrypto } from '@openid/appauth/built/src/node_support/crypto_utils';
import { NodeRequestor } from '@openid/appauth/built/src/node_support/node_requestor';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UserPool, UserPoolOptions } from '../index';
import { FormHandler } from '../testing/appauth-form-handler';
import { loopbackRedirectUri } from '../testing/sign-in-at';
import { startTestPool } from '../testing/test-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

let pool: UserPool;
let service: AuthorizationServiceConfiguration;
afterEach(() => pool.close());

setFlag('IS_LOG', false);

const tokenHandler = new BaseTokenRequestHandler(new NodeRequestor());

describe('AppAuth for JavaScript, unmodified', () => {
  it('finds the endpoints on the domain by asking the issuer', async () => {
    await connect();
    expect(service.toJson()).toEqual({
      authorization_endpoint: `${pool.domain}/oauth2/authorize`,
      token_endpoint: `${pool.domain}/oauth2/token`,
      revocation_endpoint: `${pool.domain}/oauth2/revoke`,
      end_session_endpoint: `${pool.domain}/logout`,
      userinfo_endpoint: `${pool.domain}/oauth2/userInfo`,
    });
  });

  it('signs in with PKCE', async () => {
    await connect({ requirePkce: true });
    const { tokens, request, response } = await signIn();
    expect(response?.state).toBe(request.state);
    expect(tokens.isValid()).toBe(true);
    expect(tokens.refreshToken).toBeDefined();
    expect(decodeJwt(tokens.idToken ?? '')).toMatchObject({
      aud: pool.clientId,
      email: pool.user.username,
      nonce: 'the-nonce',
    });
  });

  it('is refused the tokens without the verifier', async () => {
    await connect();
    const { request, response } = await authorize();
    delete request.internal;
    await expect(exchange(request, response)).rejects.toThrow('Bad Request');
  });

  it('refreshes with one and the same refresh token', async () => {
    await connect();
    const { tokens } = await signIn();
    const next = await refresh(tokens.refreshToken);
    expect(next.accessToken).not.toBe(tokens.accessToken);
    expect(next.refreshToken).toBeUndefined();
    await expect(refresh(tokens.refreshToken)).resolves.toBeDefined();
  });

  it('refreshes with the newest refresh token when they rotate', async () => {
    await connect({ refreshTokenRotation: { graceSeconds: 0 } });
    const { tokens } = await signIn();
    const next = await refresh(tokens.refreshToken);
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    await expect(refresh(next.refreshToken)).resolves.toBeDefined();
    await expect(refresh(tokens.refreshToken)).rejects.toThrow('Bad Request');
  });

  it('revokes', async () => {
    await connect();
    const { tokens } = await signIn();
    const revocation = new RevokeTokenRequest({
      token: tokens.refreshToken ?? '',
      client_id: pool.clientId,
    });
    await expect(tokenHandler.performRevokeTokenRequest(service, revocation)).resolves.toBe(true);
    expect(pool.refreshTokens()).toEqual({ live: 0, revoked: 1 });
    await expect(refresh(tokens.refreshToken)).rejects.toThrow('Bad Request');
  });
});

async function connect(options: UserPoolOptions = {}): Promise<void> {
  pool = await startTestPool(options);
  service = await AuthorizationServiceConfiguration.fetchFromIssuer(
    pool.issuer,
    new NodeRequestor(),
  );
}

/** By the listener, the way that AppAuth hands the answer on. */
function authorize(): Promise<AuthorizationRequestResponse> {
  const handler = new FormHandler(pool);
  const notifier = new AuthorizationNotifier();
  handler.setAuthorizationNotifier(notifier);
  const request = new AuthorizationRequest(
    {
      client_id: pool.clientId,
      redirect_uri: loopbackRedirectUri(pool),
      scope: 'openid email',
      response_type: AuthorizationRequest.RESPONSE_TYPE_CODE,
      extras: { nonce: 'the-nonce' },
    },
    new NodeCrypto(),
  );
  return new Promise((resolve, reject) => {
    notifier.setAuthorizationListener((asked, response, error) =>
      resolve({ request: asked, response, error }),
    );
    handler.performAuthorizationRequest(service, request);
    handler.completeAuthorizationRequestIfPossible().catch(reject);
  });
}

function exchange(
  { redirectUri, internal }: AuthorizationRequest,
  response: AuthorizationResponse | null,
): Promise<TokenResponse> {
  const request = new TokenRequest({
    client_id: pool.clientId,
    redirect_uri: redirectUri,
    grant_type: GRANT_TYPE_AUTHORIZATION_CODE,
    code: response?.code ?? '',
    extras: { ...internal },
  });
  return tokenHandler.performTokenRequest(service, request);
}

async function signIn() {
  const { request, response } = await authorize();
  return { request, response, tokens: await exchange(request, response) };
}

function refresh(refreshToken = ''): Promise<TokenResponse> {
  const request = new TokenRequest({
    client_id: pool.clientId,
    redirect_uri: loopbackRedirectUri(pool),
    grant_type: GRANT_TYPE_REFRESH_TOKEN,
    refresh_token: refreshToken,
  });
  return tokenHandler.performTokenRequest(service, request);
}
