import { parseUrl } from '../../../shared/parse-url';
import type { Config } from '../../config/types';

/** Names that Cognito gives its social providers which want no window of an app around their pages. */
const refusingProviders: readonly string[] = ['Google', 'LoginWithAmazon'];

/**
 * Hosts whose pages refuse such a window. Google responds with `disallowed_useragent` (Google: "OAuth 2.0
 * policies", secure browsers).
 */
const refusingHosts: readonly string[] = ['accounts.google.com'];

/** Whether the page at `url` is one that shows nothing but a refusal in a window of ours. */
export function refusesEmbedding(url: string): boolean {
  return refusingHosts.includes(parseUrl(url)?.hostname ?? '');
}

/** Whether a sign-in leads straight to such a page. */
export function needsRealBrowser(config: Config, identityProvider: string | null): boolean {
  const { provider } = config;
  if (provider.kind === 'generic') return refusesEmbedding(provider.issuer);
  return identityProvider !== null && refusingProviders.includes(identityProvider);
}
