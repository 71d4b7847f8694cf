import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidGroupError,
  CognitoJwtInvalidTokenUseError,
  JwtExpiredError,
  JwtInvalidScopeError,
  JwtInvalidSignatureError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserPool } from '../index';
import { cognitoVerifier } from '../sample-api/cognito-verifier';
import { signInForTokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

let pool: UserPool;
/** Milliseconds that the pool's clock is behind. */
let behind: number;
beforeEach(async () => {
  behind = 0;
  pool = await startTestPool({ clock: () => Date.now() - behind });
});
afterEach(() => pool.close());

function verifier(tokenUse: 'id' | 'access', clientId = pool.clientId) {
  return cognitoVerifier({ issuer: pool.issuer, tokenUse, clientIds: [clientId] });
}

describe('aws-jwt-verify, unmodified', () => {
  it('takes ID and access tokens, with the keys it finds below the issuer', async () => {
    const tokens = await signInForTokens(pool);
    const idToken = await verifier('id').verify(tokens.id_token);
    const accessToken = await verifier('access').verify(tokens.access_token);
    expect(idToken).toMatchObject({ token_use: 'id', aud: pool.clientId });
    expect(accessToken).toMatchObject({ token_use: 'access', client_id: pool.clientId });
    expect(accessToken.sub).toBe(idToken.sub);
  });

  it('can ask for a scope and for a group', async () => {
    const { access_token } = await signInForTokens(pool);
    const access = verifier('access');
    await expect(access.verify(access_token, { scope: 'email' })).resolves.toBeDefined();
    await expect(access.verify(access_token, { scope: 'admin' })).rejects.toThrow(
      JwtInvalidScopeError,
    );
    const { payload } = decomposeUnverifiedJwt(access_token);
    const check = (groups: string) => () =>
      validateCognitoJwtFields(payload, { tokenUse: 'access', clientId: null, groups });
    expect(check('staff')).not.toThrow();
    expect(check('nobody')).toThrow(CognitoJwtInvalidGroupError);
  });

  it('refuses the other kind of token', async () => {
    const tokens = await signInForTokens(pool);
    await expect(verifier('access').verify(tokens.id_token)).rejects.toThrow(
      CognitoJwtInvalidTokenUseError,
    );
    await expect(verifier('id').verify(tokens.access_token)).rejects.toThrow(
      CognitoJwtInvalidTokenUseError,
    );
  });

  it('refuses tokens of another client', async () => {
    const tokens = await signInForTokens(pool);
    for (const [use, token] of [
      ['id', tokens.id_token],
      ['access', tokens.access_token],
    ] as const) {
      await expect(verifier(use, 'another-client').verify(token)).rejects.toThrow(
        CognitoJwtInvalidClientIdError,
      );
    }
  });

  it('refuses a token that is a second past its hour, and takes one a minute before', async () => {
    behind = 3_540_000;
    const fresh = await signInForTokens(pool);
    await expect(verifier('id').verify(fresh.id_token)).resolves.toBeDefined();
    behind = 3_601_000;
    const old = await signInForTokens(pool);
    await expect(verifier('id').verify(old.id_token)).rejects.toThrow(JwtExpiredError);
    await expect(verifier('access').verify(old.access_token)).rejects.toThrow(JwtExpiredError);
  });

  it('refuses a token that was changed', async () => {
    const { id_token } = await signInForTokens(pool);
    const [header, , signature] = id_token.split('.');
    const claims = { ...decomposeUnverifiedJwt(id_token).payload, email: 'somebody@example.com' };
    const forged = [header, base64url(claims), signature].join('.');
    await expect(verifier('id').verify(forged)).rejects.toThrow(JwtInvalidSignatureError);
  });

  it('fetches new keys when they rotate, and still takes tokens of the old ones', async () => {
    const ids = verifier('id');
    const before = await signInForTokens(pool);
    await ids.verify(before.id_token);
    await pool.rotateKeys();
    const after = await signInForTokens(pool);
    await expect(ids.verify(after.id_token)).resolves.toBeDefined();
    await expect(ids.verify(before.id_token)).resolves.toBeDefined();
    expect(pool.requests.filter(({ path }) => path.endsWith('/jwks.json'))).toHaveLength(2);
  });

  it('refuses a token whose key is no longer published', async () => {
    const before = await signInForTokens(pool);
    const old = await publishedJwks();
    await pool.rotateKeys();
    const after = await signInForTokens(pool);
    const { keys } = await publishedJwks();
    const added = keys.filter(({ kid }) => old.keys.every((key) => key.kid !== kid));
    pool.hooks.respond = (path) =>
      path.endsWith('/jwks.json') ? Response.json({ keys: added }) : undefined;
    await expect(verifier('id').verify(after.id_token)).resolves.toBeDefined();
    await expect(verifier('id').verify(before.id_token)).rejects.toThrow(KidNotFoundInJwksError);
  });
});

async function publishedJwks(): Promise<Jwks> {
  const answer = await fetch(`${pool.issuer}/.well-known/jwks.json`);
  return (await answer.json()) as Jwks;
}

function base64url(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
