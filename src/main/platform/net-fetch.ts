import type { Net } from 'electron';

/**
 * `fetch` through Chromium's network stack: the system's proxy settings and certificates count.
 * Without cookies and without a cache, since both would be written to disk (SEC-51).
 */
export function createProviderFetch(net: Pick<Net, 'fetch'>): typeof globalThis.fetch {
  return (input, init) =>
    net.fetch(input instanceof URL ? input.href : input, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
    });
}
