import type { Difference } from './difference';

const on = 'UserPoolClient';

/** Of `AWS::Cognito::UserPoolClient`. */
export const appClientDifferences = {
  noOAuth: {
    on,
    at: 'AllowedOAuthFlowsUserPoolClient',
    found: 'is not true, so on AWS this client cannot use the sign-in pages',
    here: 'it can, with the authorization code grant',
    write: 'true, with AllowedOAuthFlows, AllowedOAuthScopes and CallbackURLs',
  },
  noCallbackUrl: {
    on,
    at: 'CallbackURLs',
    found: 'has no URL that is known here',
    here: 'the redirect URIs are the default ones, or those of --redirect-uri',
    write: 'the redirect URIs of the app',
  },
  unknownUrl: {
    on,
    at: 'CallbackURLs, LogoutURLs',
    found: 'has parts that only AWS or another tool knows',
    here: 'these URLs are left out',
    write: 'the URL itself, for instance by a parameter',
  },
  unregistrableUrl: {
    on,
    at: 'CallbackURLs, LogoutURLs',
    found: 'has URLs that Cognito refuses',
    here: 'these URLs are left out',
    write: "https, http on localhost, or the app's own scheme",
    isRefused: true,
  },
  lifetime: {
    on,
    at: 'AccessTokenValidity, IdTokenValidity, RefreshTokenValidity',
    found: 'is outside the range of Cognito',
    here: 'the tokens have the default lifetime',
    write: '5 minutes to a day; for refresh tokens, an hour to 10 years',
    isRefused: true,
  },
  resourceServer: {
    on,
    at: 'AllowedOAuthScopes',
    found: 'names scopes that no resource server of the template has',
    here: 'the pool has a resource server with them',
    write: 'a UserPoolResourceServer with these scopes',
  },
  scope: {
    on,
    at: 'AllowedOAuthScopes',
    found: 'names scopes that Cognito does not have',
    here: 'the client may not ask for them',
    write: 'openid, email, phone, profile, aws.cognito.signin.user.admin, or SERVER/SCOPE',
    isRefused: true,
  },
  provider: {
    on,
    at: 'SupportedIdentityProviders',
    found: 'names providers that are not in the template',
    here: 'the pages do not offer them',
    write: 'a UserPoolIdentityProvider of that name',
  },
  userExistence: {
    on,
    at: 'PreventUserExistenceErrors',
    found: 'is not ENABLED, so on AWS the pages tell whether a user exists',
    here: 'they do not',
    write: 'PreventUserExistenceErrors: ENABLED',
  },
  leftOut: {
    on,
    at: 'AllowedOAuthFlowsUserPoolClient',
    found:
      'is not true, or CallbackURLs has no URL that is known here, and there are other clients',
    here: 'the pool is without this client',
    write: 'both, or choose this client with --template-client',
  },
} satisfies Readonly<Record<string, Difference>>;
