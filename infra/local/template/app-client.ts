import { z } from 'zod';
import type { AppClient, TokenLifetimes } from '../options/app-client';
import { uriProblem } from '../options/check-clients';
import { appClientDifferences as differences } from './differences/app-client';
import type { Difference } from './differences/difference';
import { type Reading, record } from './findings';
import { isKnown, plain } from './made-up';
import { flag, noEffect, readResource, texts, wholeNumber } from './read-resource';

const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);

/** `AWS::Cognito::UserPoolClient`. */
const userPoolClient = z.strictObject({
  AccessTokenValidity: wholeNumber.optional(),
  AllowedOAuthFlows: z
    .preprocess(
      (value) => [value].flat(),
      z.array(z.enum(['code', 'implicit', 'client_credentials'])),
    )
    .optional(),
  AllowedOAuthFlowsUserPoolClient: flag.default(false),
  AllowedOAuthScopes: texts.optional(),
  AnalyticsConfiguration: noEffect,
  AuthSessionValidity: noEffect,
  CallbackURLs: texts.default([]),
  ClientName: noEffect,
  ClientSecret: noEffect,
  DefaultRedirectURI: z.string().optional(),
  EnablePropagateAdditionalUserContextData: noEffect,
  EnableTokenRevocation: flag.default(true),
  // Sign-ins by the API, which is not there.
  ExplicitAuthFlows: noEffect,
  GenerateSecret: flag.default(false),
  IdTokenValidity: wholeNumber.optional(),
  LogoutURLs: texts.default([]),
  PreventUserExistenceErrors: z.string().default('LEGACY'),
  ReadAttributes: texts.optional(),
  RefreshTokenRotation: z
    .strictObject({
      Feature: z.enum(['ENABLED', 'DISABLED']),
      RetryGracePeriodSeconds: wholeNumber.default(0),
    })
    .optional(),
  RefreshTokenValidity: wholeNumber.optional(),
  SupportedIdentityProviders: texts.optional(),
  TokenValidityUnits: z
    .strictObject({
      AccessToken: unit.default('hours'),
      IdToken: unit.default('hours'),
      RefreshToken: unit.default('days'),
    })
    .default({ AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' }),
  UserPoolId: noEffect,
  WriteAttributes: noEffect,
});

/** What clients may name. */
export interface Known {
  readonly scopes: readonly string[];
  readonly providers: readonly string[];
}

type Template = Partial<Omit<AppClient, 'id'>>;

type Note = (difference: Difference, details?: readonly string[]) => void;

/**
 * What an app client says, but for its id, which AWS makes up. Without `flows`, AWS shows it no sign-in
 * pages. Without `redirectUris`, it has none that are known here.
 */
export function appClient(reading: Reading, logicalId: string, known: Known): Template {
  const client = readResource(reading, logicalId, userPoolClient);
  if (!client) return {};
  const note: Note = (difference, details) => record(reading, logicalId, difference, details);
  if (client.PreventUserExistenceErrors !== 'ENABLED') note(differences.userExistence);
  const common: Template = {
    ...(client.GenerateSecret ? { secret: 'localdevelopmentsecret0001' } : {}),
    tokenLifetimes: lifetimes(client, note),
    refreshTokenRotation:
      client.RefreshTokenRotation?.Feature === 'ENABLED'
        ? { graceSeconds: client.RefreshTokenRotation.RetryGracePeriodSeconds }
        : null,
    revocation: client.EnableTokenRevocation,
    identityProviders: providers(client.SupportedIdentityProviders?.map(plain), known, note),
    readAttributes: client.ReadAttributes ?? null,
  };
  if (!client.AllowedOAuthFlowsUserPoolClient) {
    return common;
  }
  const { AllowedOAuthFlows: flows = ['code' as const] } = client;
  const isMachine = flows.includes('client_credentials');
  const redirectUris = registrable(client.CallbackURLs, 'CallbackURLs', note);
  const signOutUris = registrable(client.LogoutURLs, 'LogoutURLs', note);
  const scopes = knownScopes(client.AllowedOAuthScopes?.map(plain) ?? [], known, note);
  if (redirectUris.length === 0 && !isMachine) note(differences.noCallbackUrl);
  const { DefaultRedirectURI: defaultUri } = client;
  return {
    ...common,
    flows,
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(redirectUris.length === 0 && !isMachine ? {} : { redirectUris }),
    ...(redirectUris.length === 0 && signOutUris.length === 0 ? {} : { signOutUris }),
    defaultRedirectUri:
      defaultUri !== undefined && redirectUris.includes(defaultUri) ? defaultUri : null,
  };
}

/** The URLs that can be registered here; what is wrong with the others is recorded. */
function registrable(urls: readonly string[], at: string, note: Note): readonly string[] {
  const unknown = urls.filter((url) => !isKnown(url));
  if (unknown.length > 0) note({ ...differences.unknownUrl, at }, unknown);
  const refused = urls.filter((url) => isKnown(url) && uriProblem(url) !== null);
  if (refused.length > 0) note({ ...differences.unregistrableUrl, at }, refused);
  return urls.filter((url) => isKnown(url) && uriProblem(url) === null);
}

/** Scopes of a resource server that is not in the template count as known. */
function knownScopes(scopes: readonly string[], known: Known, note: Note): readonly string[] {
  const others = scopes.filter((scope) => !known.scopes.includes(scope));
  const [custom, wrong] = [others.filter(isCustom), others.filter((scope) => !isCustom(scope))];
  if (custom.length > 0) note(differences.resourceServer, custom);
  if (wrong.length > 0) note(differences.scope, wrong);
  return scopes.filter((scope) => !wrong.includes(scope));
}

function isCustom(scope: string): boolean {
  return /^[^/].*\/[^/]+$/.test(scope);
}

function providers(
  names: readonly string[] | undefined,
  known: Known,
  note: Note,
): readonly string[] | null {
  if (!names) return null;
  const unknown = names.filter((name) => !known.providers.includes(name));
  if (unknown.length > 0) note(differences.provider, unknown);
  const offered = names.filter((name) => known.providers.includes(name));
  return offered.length === 0 ? null : offered;
}

/** Cognito's own bounds, in seconds (aws-resource-cognito-userpoolclient page). */
const bounds = { access: [300, 86_400], id: [300, 86_400], refresh: [3600, 315_360_000] } as const;

const properties = {
  access: 'AccessTokenValidity',
  id: 'IdTokenValidity',
  refresh: 'RefreshTokenValidity',
} as const;

function lifetimes(client: z.output<typeof userPoolClient>, note: Note): Partial<TokenLifetimes> {
  const { TokenValidityUnits: unitOf } = client;
  const lifetime = (
    kind: keyof typeof bounds,
    value: number | undefined,
    unit: keyof typeof units,
  ) => {
    // 0 stands for the default (CreateUserPoolClient page).
    if (!value) return {};
    const seconds = value * units[unit];
    const [least, most] = bounds[kind];
    if (seconds >= least && seconds <= most) return { [kind]: seconds };
    note({ ...differences.lifetime, at: properties[kind] }, [`${seconds} seconds`]);
    return {};
  };
  return {
    ...lifetime('access', client.AccessTokenValidity, unitOf.AccessToken),
    ...lifetime('id', client.IdTokenValidity, unitOf.IdToken),
    ...lifetime('refresh', client.RefreshTokenValidity, unitOf.RefreshToken),
  };
}
