import type { ServerMetadata } from 'openid-client';
import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { SignInIntent } from '../../../shared/auth-state';
import type { Config } from '../../config/types';
import { cognitoMetadata } from '../provider/provider-metadata';
import {
  type AuthorizationOptions,
  codeChallenge,
  createAuthorizationRequest,
} from './authorization-request';

const provider = {
  kind: 'cognito',
  issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc',
  domain: 'https://example.auth.eu-west-1.amazoncognito.com',
} as const;
const config: Config = { ...clientSettings, provider, scopes: ['openid', 'email'] };
const create = (changes: Partial<Config> = {}, options: Partial<AuthorizationOptions> = {}) =>
  createAuthorizationRequest(
    { ...config, ...changes },
    cognitoMetadata(provider),
    config.redirectUri,
    { intent: 'sign-in', ...options },
  );

describe('an authorization request (SEC-1, SEC-2)', () => {
  it('SEC-1, SEC-3: asks for a code with PKCE, state and nonce', () => {
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
    const bytes = secrets.map((secret) => Buffer.from(secret, 'base64url'));
    for (const each of bytes) expect(each).toHaveLength(32);
    // Neither a constant nor a repetition fills them up: no 64 bits come twice, and each bit is set in about half of them.
    const parts = bytes.flatMap((each) => [0, 8, 16, 24].map((at) => each.readBigUInt64BE(at)));
    expect(new Set(parts).size).toBe(12_000);
    for (let bit = 0; bit < 256; bit++) {
      const count = bytes.filter((each) => ((each[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
      expect(Math.abs(count - 1_500), `bit ${bit}`).toBeLessThan(300);
    }
  });

  it.each([undefined, [], ['plain'], ['plain', 'S256']])(
    'SEC-2: has a challenge with S256 when the provider offers %j',
    (methods) => {
      const metadata = { ...cognitoMetadata(provider), code_challenge_methods_supported: methods };
      const options = { intent: 'sign-in' } as const;
      for (const kind of ['cognito', 'generic'] as const) {
        const settings = { ...config, provider: { ...provider, kind } };
        const { url, codeVerifier } = createAuthorizationRequest(
          settings,
          metadata as ServerMetadata,
          config.redirectUri,
          options,
        );
        const { searchParams } = new URL(url);
        expect(searchParams.get('code_challenge')).toBe(codeChallenge(codeVerifier));
        expect(searchParams.get('code_challenge_method')).toBe('S256');
      }
    },
  );

  it('SEC-3: computes the challenge of RFC 7636 Appendix B', () => {
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('names the identity provider when the configuration does', () => {
    const { url } = create({ identityProvider: 'Google' });
    expect(new URL(url).searchParams.get('identity_provider')).toBe('Google');
  });

  it('names the one that this sign-in is for rather than the configured one', () => {
    const { url } = create({ identityProvider: 'Google' }, { identityProvider: 'Corp' });
    expect(new URL(url).searchParams.getAll('identity_provider')).toEqual(['Corp']);
  });

  it('has the provider found by an identifier rather than by its name', () => {
    const { url } = create({ identityProvider: 'Google' }, { idpIdentifier: 'example.com' });
    const { searchParams } = new URL(url);
    expect(searchParams.get('idp_identifier')).toBe('example.com');
    expect(searchParams.has('identity_provider')).toBe(false);
  });

  it('passes on who is expected, how recently, and the language of the pages', () => {
    const options = { loginHint: 'a@b.example', maxAge: 60, lang: 'de' };
    const { searchParams } = new URL(create({}, options).url);
    expect(searchParams.get('max_age')).toBe('60');
    expect(searchParams.get('login_hint')).toBe('a@b.example');
    expect(searchParams.get('lang')).toBe('de');
    expect(searchParams.has('ui_locales')).toBe(false);
  });

  it('asks another provider for a language in the standard words', () => {
    const generic = { ...config, provider: { kind: 'generic', issuer: 'https://a' } } as const;
    const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth' };
    const options = { intent: 'sign-in', lang: 'de' } as const;
    const { url } = createAuthorizationRequest(generic, metadata, config.redirectUri, options);
    expect(new URL(url).searchParams.get('ui_locales')).toBe('de');
    expect(new URL(url).searchParams.has('lang')).toBe(false);
  });

  it('keeps a query that the authorization endpoint has', () => {
    const generic = { ...config, provider: { kind: 'generic', issuer: 'https://a' } } as const;
    const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth?tenant=1' };
    const { url } = createAuthorizationRequest(generic, metadata, config.redirectUri, {
      intent: 'sign-in',
    });
    expect(new URL(url).searchParams.get('tenant')).toBe('1');
  });

  it('asks another provider for consent with offline_access, unless the settings say no', () => {
    const promptOf = (changes: Partial<Config>, options: object = {}) => {
      const generic = { kind: 'generic', issuer: 'https://a' } as const;
      const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth' };
      const settings = { ...config, provider: generic, ...changes };
      const request = { intent: 'sign-in', ...options } as const;
      const { url } = createAuthorizationRequest(settings, metadata, config.redirectUri, request);
      return new URL(url).searchParams.get('prompt');
    };
    const scopes = ['openid', 'offline_access'];
    expect(promptOf({ scopes })).toBe('consent');
    expect(promptOf({ scopes }, { prompt: 'login' })).toBe('login consent');
    expect(promptOf({ scopes, consentPrompt: false })).toBeNull();
    expect(promptOf({ scopes, consentPrompt: false }, { prompt: 'login' })).toBe('login');
    expect(promptOf({ scopes: ['openid'] })).toBeNull();
    expect(promptOf({ scopes, provider })).toBeNull();
  });

  it('asks for another account in the way that the provider knows', () => {
    const generic = { kind: 'generic', issuer: 'https://login.example' } as const;
    const promptOf = (at: Config['provider'], metadata: object, changes: Partial<Config> = {}) =>
      new URL(
        createAuthorizationRequest(
          { ...config, provider: at, ...changes },
          { ...cognitoMetadata(provider), ...metadata },
          config.redirectUri,
          { intent: 'sign-in', anotherAccount: true },
        ).url,
      ).searchParams.get('prompt');
    const offered = { prompt_values_supported: ['none', 'login', 'select_account'] };
    expect(promptOf(generic, offered)).toBe('select_account');
    expect(promptOf(generic, {})).toBe('login');
    expect(promptOf(generic, { prompt_values_supported: ['none', 'login'] })).toBe('login');
    expect(promptOf(generic, { prompt_values_supported: 'select_account' })).toBe('login');
    expect(promptOf({ kind: 'generic', issuer: 'https://accounts.google.com' }, {})).toBe(
      'select_account',
    );
    // It does nothing for the users of a user pool.
    expect(promptOf(provider, offered)).toBe('login');
    const scopes = ['openid', 'offline_access'];
    expect(promptOf(generic, offered, { scopes })).toBe('select_account consent');
  });

  it('asks another provider for its sign-up page only where that is offered', () => {
    const generic = { ...config, provider: { kind: 'generic', issuer: 'https://a' } } as const;
    const metadata = { issuer: 'https://a', authorization_endpoint: 'https://a/auth' };
    const promptOf = (extra: object, intent: SignInIntent) =>
      new URL(
        createAuthorizationRequest(generic, { ...metadata, ...extra }, config.redirectUri, {
          intent,
        }).url,
      ).searchParams.get('prompt');
    const offered = { prompt_values_supported: ['none', 'create'] };
    expect(promptOf(offered, 'sign-up')).toBe('create');
    expect(promptOf({}, 'sign-up')).toBeNull();
    expect(promptOf(offered, 'sign-in')).toBeNull();
  });
});
