import { describe, expect, it } from 'vitest';
import type { Config } from '../config/types';
import { codeChallenge, createAuthorizationRequest } from './authorization-request';
import { cognitoMetadata } from './provider-metadata';
import { clientSettings } from './testing/settings';

const provider = {
  kind: 'cognito',
  issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc',
  domain: 'https://example.auth.eu-west-1.amazoncognito.com',
} as const;
const config: Config = { ...clientSettings, provider, scopes: ['openid', 'email'] };
const create = (changes: Partial<Config> = {}) =>
  createAuthorizationRequest({ ...config, ...changes }, cognitoMetadata(provider), {
    intent: 'sign-in',
  });

describe('an authorization request', () => {
  it('SEC-1: asks for a code with PKCE, state and nonce', () => {
    const request = create();
    const url = new URL(request.url);
    expect(url.origin + url.pathname).toBe(`${provider.domain}/oauth2/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: config.redirectUri,
      scope: 'openid email',
      state: request.state,
      nonce: request.nonce,
      code_challenge: codeChallenge(request.codeVerifier),
      code_challenge_method: 'S256',
    });
    expect(request.url).not.toContain(request.codeVerifier);
  });

  it('SEC-1: has secrets of 256 bits that never come twice', () => {
    const secrets = Array.from({ length: 1_000 }, () => create()).flatMap(
      ({ state, nonce, codeVerifier }) => [state, nonce, codeVerifier],
    );
    expect(new Set(secrets).size).toBe(3_000);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it('SEC-3: computes the challenge of RFC 7636 Appendix B', () => {
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('names the identity provider when the configuration does', () => {
    const { url } = create({ identityProvider: 'Google' });
    expect(new URL(url).searchParams.get('identity_provider')).toBe('Google');
  });

  it('keeps a query that the authorization endpoint has', () => {
    const generic = { ...config, provider: { kind: 'generic', issuer: 'https://a' } } as const;
    const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth?tenant=1' };
    const { url } = createAuthorizationRequest(generic, metadata, { intent: 'sign-in' });
    expect(new URL(url).searchParams.get('tenant')).toBe('1');
  });

  it('asks another provider for its sign-up page only where that is offered', () => {
    const generic = { ...config, provider: { kind: 'generic', issuer: 'https://a' } } as const;
    const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth' };
    const promptOf = (extra: object) =>
      new URL(
        createAuthorizationRequest(generic, { ...metadata, ...extra }, { intent: 'sign-up' }).url,
      ).searchParams.get('prompt');
    expect(promptOf({ prompt_values_supported: ['none', 'create'] })).toBe('create');
    expect(promptOf({})).toBeNull();
  });
});
