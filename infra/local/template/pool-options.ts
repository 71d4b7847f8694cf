import { z } from 'zod';
import { systemScopes } from '../options/app-client';
import { customScopes } from '../options/resource-server';
import type { UserPoolOptions } from '../options/settings';
import { clientOptions } from './clients';
import { templateDifferences as differences } from './differences/template';
import { type Reading, record } from './findings';
import { group, resourceServer, withScopes } from './groups-and-servers';
import { playedProvider } from './identity-provider';
import { noEffect, readResource, wholeNumber } from './read-resource';
import { idOf, ofPool, ofType, type Selection, selectPool } from './resources';
import { userPoolOptions } from './user-pool';

/** What can be seen at a local pool, or is recorded. */
const knownTypes = [
  'ManagedLoginBranding',
  'UserPool',
  'UserPoolClient',
  'UserPoolDomain',
  'UserPoolGroup',
  'UserPoolIdentityProvider',
  'UserPoolResourceServer',
  'UserPoolUser',
  'UserPoolUserToGroupAttachment',
];

/** Types that a local pool can go without. All other services' can be. */
const withoutEffect = [
  'IdentityPool',
  'IdentityPoolPrincipalTag',
  'IdentityPoolRoleAttachment',
  'LogDeliveryConfiguration',
  'Terms',
  'UserPoolRiskConfigurationAttachment',
  'UserPoolUICustomizationAttachment',
];

/** Macros that leave the pool as it is written, or that are expanded. */
const harmlessMacros =
  /^AWS::(Serverless-.+|LanguageExtensions|CodeDeployBlueGreen|SecretsManager-.+)$/;

/**
 * The local pool that is like the user pool of a template. Differences are recorded.
 * @throws TemplateError where a selection has to be made, or names what is not there
 */
export function optionsFrom(reading: Reading, selection: Selection): UserPoolOptions {
  const pool = selectPool(reading, selection);
  const each = <T>(type: string, read: (reading: Reading, logicalId: string) => T | null): T[] =>
    ofPool(reading, type, pool).flatMap((logicalId) => read(reading, logicalId) ?? []);
  const resourceServers = each('UserPoolResourceServer', resourceServer);
  const demoProviders = each('UserPoolIdentityProvider', playedProvider);
  const known = {
    scopes: [...systemScopes, ...customScopes(resourceServers)],
    providers: ['COGNITO', ...demoProviders.map(({ name }) => name)],
  };
  recordTemplate(reading, pool);
  const ofPoolItself = pool === null ? {} : userPoolOptions(reading, pool);
  const ofDomain = pages(reading, pool);
  const clients = clientOptions(reading, ofPool(reading, 'UserPoolClient', pool), selection, known);
  const { client, clients: others = [] } = clients;
  const asked = [client ?? {}, ...others].flatMap(({ scopes = [] }) => scopes);
  return {
    ...ofPoolItself,
    ...ofDomain,
    ...clients,
    demoProviders,
    groups: each('UserPoolGroup', group),
    resourceServers: withScopes(resourceServers, asked),
  };
}

const userPoolDomain = z.strictObject({
  CustomDomainConfig: noEffect,
  Domain: noEffect,
  ManagedLoginVersion: wholeNumber.default(1),
  Routing: noEffect,
  UserPoolId: noEffect,
});

/** Which pages there are. Managed login has none for a client without a style. */
function pages(reading: Reading, pool: string | null): UserPoolOptions {
  const [domain] = ofPool(reading, 'UserPoolDomain', pool);
  if (domain === undefined) {
    record(reading, null, differences.noDomain);
    return {};
  }
  const managedLogin = readResource(reading, domain, userPoolDomain)?.ManagedLoginVersion === 2;
  const styled = ofType(reading, 'ManagedLoginBranding').map((id) => idOf(reading, id, 'ClientId'));
  const bare = ofPool(reading, 'UserPoolClient', pool).filter((id) => !styled.includes(id));
  if (managedLogin && bare.length > 0) record(reading, null, differences.noBranding, bare);
  return { managedLogin };
}

function recordTemplate(reading: Reading, pool: string | null): void {
  const { resources, macros } = reading.scope.template;
  if (pool === null) record(reading, null, differences.noUserPool);
  const unknownMacros = macros.filter((macro) => !harmlessMacros.test(macro));
  if (unknownMacros.length > 0) record(reading, null, differences.macro, unknownMacros);
  const users = ['UserPoolUser', 'UserPoolUserToGroupAttachment'].flatMap((type) =>
    ofPool(reading, type, pool),
  );
  if (users.length > 0) record(reading, null, differences.users, users);
  const others = Object.entries(resources).filter(([, { Type }]) => {
    const [, type] = /^AWS::Cognito::(.+)$/.exec(Type) ?? [];
    return type !== undefined && ![...knownTypes, ...withoutEffect].includes(type);
  });
  const ids = others.map(([logicalId, { Type }]) => `${logicalId} (${Type})`);
  if (ids.length > 0) record(reading, null, differences.otherType, ids);
}
