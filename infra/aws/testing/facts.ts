import { type Config, configOf, type Settings } from '../../../src/main/config/index';
import { identity } from '../../../src/shared/identity';
import { compare } from '../pool-check/compare';
import type { Facts } from '../pool-check/facts';

/** Settings of an app with the pool of `goodFacts`. */
export const settings: Settings = {
  userPoolId: 'eu-west-1_Acme',
  domain: 'https://acme.auth.eu-west-1.amazoncognito.com',
  clientId: 'client1',
  refreshTokenDays: 30,
};

/** The configuration with these changes; `undefined` leaves a setting out. */
export function configured(changes: Settings = {}): Config {
  const entries = Object.entries({ ...settings, ...changes });
  return configOf(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}

/** A user pool that the app has nothing to say against. */
export const goodFacts: Facts = {
  pool: {
    Id: 'eu-west-1_Acme',
    Domain: 'acme',
    DeletionProtection: 'ACTIVE',
    AutoVerifiedAttributes: ['email'],
  },
  client: {
    ClientId: 'client1',
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'profile', 'email'],
    CallbackURLs: [identity.redirectUri, ...identity.loopbackRedirectUris],
    LogoutURLs: [identity.signOutUri, ...identity.loopbackSignOutUris],
    SupportedIdentityProviders: ['COGNITO'],
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    RefreshTokenValidity: 30,
    TokenValidityUnits: { RefreshToken: 'days' },
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  },
  domain: {
    Domain: 'acme',
    UserPoolId: 'eu-west-1_Acme',
    Status: 'ACTIVE',
    ManagedLoginVersion: 2,
  },
  hasStyle: true,
  providers: [],
};

/** The good pool with these changes to its app client. */
export function withClient(changes: Partial<NonNullable<Facts['client']>>): Facts {
  return { ...goodFacts, client: { ...goodFacts.client, ...changes } };
}

/** What is found, as `level id`. */
export function found(facts: Facts, config: Config = configured()): string[] {
  return compare(facts, config).map(({ level, id }) => `${level} ${id}`);
}
