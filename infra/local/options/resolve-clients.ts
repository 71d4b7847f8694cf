import { type AppClient, type Client, systemScopes } from './app-client';
import type { Settings, UserPoolOptions } from './settings';

/** The redirect URI and the sign-out URI of the first client, unless the options name others. */
export const defaultUri = 'http://localhost:5000';

/** The client of the flat options first, then the further ones. */
export function resolveClients(options: UserPoolOptions): Settings['clients'] {
  const { clientId, implicitGrant, redirectUris, signOutUris, scopes } = options;
  const first: AppClient = {
    // Fixed, so that an app configured once still works after the pool was restarted.
    id: clientId ?? 'localdevelopmentclient0001',
    redirectUris: redirectUris ?? [defaultUri],
    signOutUris: signOutUris ?? [defaultUri],
    scopes: scopes ?? systemScopes,
    flows: implicitGrant ? ['code', 'implicit'] : ['code'],
    tokenLifetimes: options.tokenLifetimes ?? {},
    refreshTokenRotation: options.refreshTokenRotation ?? null,
    ...options.client,
  };
  return [resolveClient(first), ...(options.clients ?? []).map(resolveClient)];
}

function resolveClient(client: AppClient): Client {
  const isMachine = client.flows?.includes('client_credentials');
  return {
    secret: null,
    redirectUris: [],
    signOutUris: [],
    scopes: isMachine ? [] : systemScopes,
    flows: ['code'],
    identityProviders: null,
    refreshTokenRotation: null,
    revocation: true,
    readAttributes: null,
    defaultRedirectUri: null,
    ...client,
    tokenLifetimes: {
      id: 3600,
      access: 3600,
      refresh: 30 * 24 * 3600,
      ...client.tokenLifetimes,
    },
  };
}
