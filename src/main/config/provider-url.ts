import type { Config } from './types';

/** The address of the provider's pages and token endpoint: Cognito's domain, else the issuer. */
export function providerUrl({ provider }: Config): string {
  return provider.kind === 'cognito' ? provider.domain : provider.issuer;
}
