import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import { logoutForm, logoutUrl } from './sign-out-steps';

const cognito: Config = {
  ...clientSettings,
  provider: { kind: 'cognito', issuer: 'https://issuer/pool', domain: 'https://domain' },
};
const generic: Config = {
  ...clientSettings,
  provider: { kind: 'generic', issuer: 'https://issuer' },
};
const uri = encodeURIComponent(clientSettings.signOutUri);

describe('SEC-59: the logout URL', () => {
  it("has Cognito's own parameters with Cognito", () => {
    expect(logoutUrl(cognito, null, clientSettings.signOutUri)).toBe(
      `https://domain/logout?client_id=client&logout_uri=${uri}`,
    );
  });

  it('is RP-Initiated Logout elsewhere, where offered, without a token in it', () => {
    const metadata = { issuer: 'https://issuer', end_session_endpoint: 'https://issuer/end' };
    expect(logoutUrl(generic, metadata, clientSettings.signOutUri)).toBe(
      `https://issuer/end?client_id=client&post_logout_redirect_uri=${uri}`,
    );
    expect(logoutUrl(generic, { issuer: 'https://issuer' }, clientSettings.signOutUri)).toBeNull();
    expect(logoutUrl(generic, null, clientSettings.signOutUri)).toBeNull();
  });
});

describe('the logout form', () => {
  const metadata = {
    issuer: 'https://issuer',
    end_session_endpoint: 'https://issuer/end?tenant=1',
  };
  const form = (
    config: Config,
    known: typeof metadata | { issuer: string } | null,
    token = 'a.b.c',
  ) => logoutForm(config, known, clientSettings.signOutUri, token === '' ? null : token);

  it('has the ID token, which a URL must not have', () => {
    expect(form(generic, metadata)).toEqual({
      url: 'https://issuer/end?tenant=1',
      fields: {
        id_token_hint: 'a.b.c',
        client_id: 'client',
        post_logout_redirect_uri: clientSettings.signOutUri,
      },
    });
  });

  it('is none without one, where none is offered, and with Cognito', () => {
    expect(form(generic, metadata, '')).toBeNull();
    expect(form(generic, { issuer: 'https://issuer' })).toBeNull();
    expect(form(generic, null)).toBeNull();
    expect(form(cognito, metadata)).toBeNull();
  });
});
