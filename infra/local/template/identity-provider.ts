import { z } from 'zod';
import type { PlayedProvider } from '../federation/identity-provider';
import { templateDifferences as differences } from './differences/template';
import { type Reading, record } from './findings';
import { plain } from './made-up';
import { noEffect, readResource, texts } from './read-resource';

/** `AWS::Cognito::UserPoolIdentityProvider`: the demo provider emulates each of them. */
const identityProvider = z.strictObject({
  AttributeMapping: z.record(z.string(), z.string()).optional(),
  IdpIdentifiers: texts.optional(),
  ProviderDetails: noEffect,
  ProviderName: z.string(),
  ProviderType: z.string(),
  UserPoolId: noEffect,
});

/** What another identity provider is called, and what is taken over from it; `null`: no name can be read. */
export function playedProvider(reading: Reading, logicalId: string): PlayedProvider | null {
  const provider = readResource(reading, logicalId, identityProvider);
  if (!provider) return null;
  if (provider.ProviderType === 'SAML') record(reading, logicalId, differences.saml);
  const identifiers = provider.IdpIdentifiers;
  return {
    name: plain(provider.ProviderName),
    ...(identifiers === undefined ? {} : { identifiers }),
    attributeMapping: mapping(reading, logicalId, provider.AttributeMapping ?? {}),
  };
}

function mapping(
  reading: Reading,
  logicalId: string,
  { email, email_verified, name, username: _, ...others }: Record<string, string>,
): NonNullable<PlayedProvider['attributeMapping']> {
  const left = Object.keys(others);
  if (left.length > 0) record(reading, logicalId, differences.attributeMapping, left);
  if (email === undefined) record(reading, logicalId, differences.emailMapping);
  // The demo provider has the claims of OpenID Connect, whatever the provider calls its attributes.
  return {
    email: 'email',
    ...(email_verified === undefined ? {} : { email_verified: 'email_verified' }),
    ...(name === undefined ? {} : { name: 'name' }),
  };
}
