import { randomBytes } from 'node:crypto';
import type { IdentityProvider, PlayedProvider } from '../federation/identity-provider';
import { type DemoProvider, type DemoProviderOptions, startDemoProvider } from './index';

/** A demo provider, and how a pool knows it: once for each name that it plays. */
export interface Played {
  readonly demo: DemoProvider;
  readonly providers: readonly IdentityProvider[];
}

/**
 * Starts a demo provider that plays these ones; `null` when there are none to play.
 * @param redirectUri the pool's `/oauth2/idpresponse`
 * @throws UserPoolError `port_taken`
 */
export async function playProviders(
  played: readonly PlayedProvider[],
  redirectUri: string,
  options: DemoProviderOptions,
): Promise<Played | null> {
  if (played.length === 0) return null;
  const demo = await startDemoProvider(options);
  const providers = played.map((provider) => {
    const { name } = provider;
    const clientId = `local-user-pool-${name}`;
    const clientSecret = randomBytes(24).toString('base64url');
    demo.register({ clientId, clientSecret, redirectUris: [redirectUri], plays: name });
    return { ...provider, issuer: demo.issuer, clientId, clientSecret };
  });
  return { demo, providers };
}
