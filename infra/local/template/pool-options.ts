import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { UserPoolOptions } from '../options/settings';
import { appClient } from './app-client';
import { playedProvider } from './identity-provider';
import { imitated, noEffect } from './imitated';
import { ofType, type Resources } from './resources';
import { userPoolOptions } from './user-pool';

const group = z.strictObject({
  Description: noEffect,
  GroupName: z.string(),
  Precedence: z.number().optional(),
  RoleArn: z.string().optional(),
  UserPoolId: noEffect,
});

const resourceServer = z.strictObject({
  Identifier: z.string(),
  Name: noEffect,
  Scopes: z.array(z.looseObject({ ScopeName: z.string() })).default([]),
  UserPoolId: noEffect,
});

/** Of Cognito's resources, those that a local pool can go without. All other services' can be. */
const withoutEffect = [
  'AWS::Cognito::IdentityPool',
  'AWS::Cognito::IdentityPoolPrincipalTag',
  'AWS::Cognito::IdentityPoolRoleAttachment',
  'AWS::Cognito::LogDeliveryConfiguration',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
];

const imitatedTypes = [
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolResourceServer',
];

/**
 * The local pool that is like the user pool of these resources.
 * @throws TemplateError for what the local pool does not imitate
 */
export function optionsFrom(resources: Resources): UserPoolOptions {
  for (const [logicalId, { type }] of Object.entries(resources)) {
    if (!type.startsWith('AWS::Cognito::')) continue;
    if (imitatedTypes.includes(type) || withoutEffect.includes(type)) continue;
    throw new TemplateError(`${logicalId}, ${type}, is not imitated by the local pool.`);
  }
  const each = <T>(type: string, read: (logicalId: string, properties: Readonly<Values>) => T) =>
    ofType(resources, `AWS::Cognito::${type}`).map(([id, { properties }]) => read(id, properties));
  const [pool, ...otherPools] = each('UserPool', (id, it) => userPoolOptions(id, it, resources));
  const [client, ...otherClients] = each('UserPoolClient', (id, it) => ({
    ...appClient(id, it),
    id,
  }));
  if (!pool || otherPools.length > 0) throw new TemplateError('One user pool is needed.');
  if (!client) throw new TemplateError('An app client is needed.');
  const { id: _, ...first } = client;
  return {
    ...pool,
    ...domainOptions(resources),
    client: first,
    clients: otherClients,
    demoProviders: each('UserPoolIdentityProvider', playedProvider),
    groups: each('UserPoolGroup', (id, it) => {
      const { GroupName: name, Precedence, RoleArn } = imitated(group, id, it);
      return {
        name,
        ...(Precedence === undefined ? {} : { precedence: Precedence }),
        ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
      };
    }),
    resourceServers: each('UserPoolResourceServer', (id, it) => {
      const { Identifier: identifier, Scopes } = imitated(resourceServer, id, it);
      return { identifier, scopes: Scopes.map(({ ScopeName }) => ScopeName) };
    }),
  };
}

/** Which pages there are. Managed login has none for a client without a style. */
function domainOptions(resources: Resources): UserPoolOptions {
  const [domain] = ofType(resources, 'AWS::Cognito::UserPoolDomain');
  if (!domain) return { hasDomain: false };
  const managedLogin = domain[1].properties.ManagedLoginVersion === 2;
  const styles = ofType(resources, 'AWS::Cognito::ManagedLoginBranding').map(
    ([, { properties }]) => properties.ClientId,
  );
  const [bare] = ofType(resources, 'AWS::Cognito::UserPoolClient').filter(
    ([logicalId]) => !styles.includes(`«${logicalId}»`),
  );
  if (managedLogin && bare) {
    throw new TemplateError(
      `Managed login would show no pages for ${bare[0]}: it needs an AWS::Cognito::ManagedLoginBranding.`,
    );
  }
  return { hasDomain: true, managedLogin };
}
