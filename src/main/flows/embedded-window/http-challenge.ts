import type { WebContents } from 'electron';
import { withoutFragment } from './navigation-policy';

/**
 * Remembers the pages that asked for a password by HTTP (RFC 9110 §11.6.1). `hardenApp` answers all of
 * them with nothing (SEC-34): a prompt of the system's would show no origin that a page can't choose,
 * and people would type the password of the pool into it. What a proxy asks is not the page's.
 *
 * @returns whether the page at this URL did
 */
export function trackHttpAuth(contents: Pick<WebContents, 'on'>): (url: string) => boolean {
  const challenged = new Set<string>();
  contents.on('login', (_event, { url, isRequestForNavigation }, { isProxy }) => {
    if (isRequestForNavigation && !isProxy) challenged.add(withoutFragment(url));
  });
  return (url) => challenged.has(withoutFragment(url));
}
