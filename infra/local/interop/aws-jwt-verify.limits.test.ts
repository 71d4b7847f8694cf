import { CognitoJwtVerifier, JwtVerifier } from 'aws-jwt-verify';
import { ParameterValidationError } from 'aws-jwt-verify/error';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserPool } from '../index';
import { signInForTokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

let pool: UserPool;
beforeEach(async () => {
  pool = await startTestPool();
});
afterEach(() => pool.close());

describe('what aws-jwt-verify cannot do with a local pool', () => {
  it('fetch keys by plain HTTP on its own', async () => {
    const { id_token } = await signInForTokens(pool);
    const plain = JwtVerifier.create({ issuer: pool.issuer, audience: pool.clientId });
    await expect(plain.verify(id_token)).rejects.toThrow('Protocol "http:" not supported');
  });

  it('be told another issuer than AWS’s as CognitoJwtVerifier', () => {
    const userPoolId = new URL(pool.issuer).pathname.slice(1);
    expect(() => CognitoJwtVerifier.create({ userPoolId })).toThrow(ParameterValidationError);
  });
});

describe('CognitoJwtVerifier', () => {
  it('takes our ID tokens as soon as they bear the name of a pool at AWS', async () => {
    const userPoolId = 'eu-central-1_Dev000001';
    const iss = `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`;
    pool.hooks.idToken = ({ claims, header }) => ({ claims: { ...claims, iss }, header });
    const { id_token } = await signInForTokens(pool);
    const { clientId } = pool;
    const cognito = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'id' });
    cognito.cacheJwks((await (await fetch(`${pool.issuer}/.well-known/jwks.json`)).json()) as Jwks);
    await expect(cognito.verify(id_token)).resolves.toMatchObject({ email: pool.user.username });
  });
});
