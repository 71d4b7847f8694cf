import type { Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { PlayedProvider } from '../federation/identity-provider';
import { imitated, noEffect } from './imitated';

/** `AWS::Cognito::UserPoolIdentityProvider`: whoever speaks OpenID Connect is played by the demo provider. */
const identityProvider = z.strictObject({
  AttributeMapping: z
    .strictObject({
      email: z.string().optional(),
      email_verified: z.string().optional(),
      name: z.string().optional(),
      // Cognito takes nothing else (specifying-attribute-mapping page).
      username: z.literal('sub').optional(),
    })
    .optional(),
  IdpIdentifiers: z.array(z.string()).optional(),
  ProviderDetails: noEffect,
  ProviderName: z.string(),
  ProviderType: z.enum(['Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple', 'OIDC']),
  UserPoolId: noEffect,
});

/**
 * What another identity provider is called, and what is taken over from it.
 * @throws TemplateError for what the local pool does not imitate
 */
export function playedProvider(logicalId: string, properties: Readonly<Values>): PlayedProvider {
  const provider = imitated(identityProvider, logicalId, properties);
  const { username: _, ...mapping } = provider.AttributeMapping ?? {};
  return {
    name: provider.ProviderName,
    ...(provider.IdpIdentifiers === undefined ? {} : { identifiers: provider.IdpIdentifiers }),
    attributeMapping: mapping as NonNullable<PlayedProvider['attributeMapping']>,
  };
}
