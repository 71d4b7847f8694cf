import { parseUrl } from '../../../shared/parse-url';
import { refusesEmbedding } from '../../auth/provider/embedding-policy';
import { isCallback } from '../../util/urls';

/** Where a window that shows a provider's pages may go. */
export interface NavigationPolicy {
  /** Serialised origins: the provider's own and those of federated providers (SEC-28). */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Where the provider redirects to. Never requested (SEC-35). */
  readonly redirectUri: string;
}

export type NavigationVerdict = 'allow' | 'callback' | 'block';

/** Decides by the parsed URL, never by its beginning: `https://good.example.evil.net` is blocked. */
export function judge(policy: NavigationPolicy, url: string): NavigationVerdict {
  if (isCallback(policy.redirectUri, url)) return 'callback';
  const page = parseUrl(url);
  // Other schemes can have such an origin too: `blob:https://good.example/…`.
  const isWebPage = page?.protocol === 'https:' || page?.protocol === 'http:';
  return isWebPage && policy.allowedOrigins.has(page.origin) ? 'allow' : 'block';
}

/** The policy for pages that begin at `url`. */
export function policyFor(
  url: string,
  redirectUri: string,
  allowedOrigins: readonly string[],
): NavigationPolicy {
  // A page that would only show a refusal in an embedded window is blocked too.
  const useful = allowedOrigins.filter((origin) => !refusesEmbedding(origin));
  const origins = [url, ...useful].map((each) => new URL(each).origin);
  return { allowedOrigins: new Set(origins), redirectUri };
}

/** Window title for the page at this URL: trusted text that tells where the password goes (SEC-33). */
export function signInTitle(url: string): string {
  return `${new URL(url).origin} — Sign in`;
}
