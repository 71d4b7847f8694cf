import { describe, expect, it } from 'vitest';
import type { Config } from '../config/types';
import { logoutUrl } from './logout';

const common = {
  clientId: 'client',
  redirectUri: 'dev.cognitodesktop.app://auth/callback',
  signOutUri: 'dev.cognitodesktop.app://auth/signed-out',
  scopes: ['openid'],
  identityProvider: null,
  userAgent: 'embedded',
  allowedOrigins: [],
} as const;
const cognito: Config = {
  ...common,
  provider: { kind: 'cognito', issuer: 'https://issuer/pool', domain: 'https://domain' },
};
const generic: Config = { ...common, provider: { kind: 'generic', issuer: 'https://issuer' } };
const uri = encodeURIComponent(common.signOutUri);

describe('the logout URL', () => {
  it("SEC-59: has Cognito's own parameters with Cognito", () => {
    expect(logoutUrl(cognito, null)).toBe(
      `https://domain/logout?client_id=client&logout_uri=${uri}`,
    );
  });

  it('is RP-Initiated Logout elsewhere, where offered, without a token in it', () => {
    const metadata = { issuer: 'https://issuer', end_session_endpoint: 'https://issuer/end' };
    expect(logoutUrl(generic, metadata)).toBe(
      `https://issuer/end?client_id=client&post_logout_redirect_uri=${uri}`,
    );
    expect(logoutUrl(generic, { issuer: 'https://issuer' })).toBeNull();
    expect(logoutUrl(generic, null)).toBeNull();
  });
});
