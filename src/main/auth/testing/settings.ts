import type { Config } from '../../config/types';

/** Settings of a client, for tests that need some and care about none; the provider is theirs. */
export const clientSettings = {
  clientId: 'client',
  redirectUri: 'dev.cognitodesktop.app://auth/callback',
  signOutUri: 'dev.cognitodesktop.app://auth/signed-out',
  scopes: ['openid'],
  consentPrompt: true,
  identityProvider: null,
  identityProviders: [],
  flows: ['embedded-window'],
  loopbackRedirectUris: [],
  bouncePage: null,
  allowedOrigins: [],
  limits: { idleMs: null, absoluteMs: null, refreshTokenMs: null },
  globalSignOutEndpoint: null,
  keychainFallback: 'memory',
  api: null,
  updates: null,
} as const satisfies Omit<Config, 'provider'>;
