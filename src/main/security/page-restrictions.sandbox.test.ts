import type { OnHeadersReceivedListenerDetails, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { pagePermissions, pageSandbox, sandboxPages } from './page-restrictions';

type Headers = Record<string, string[]>;

/** The headers of a page after they have passed. */
function pass(responseHeaders?: Headers): Headers {
  let passed: unknown;
  const webRequest = {
    onHeadersReceived: (
      _filter: object,
      listener: (
        details: Partial<OnHeadersReceivedListenerDetails>,
        callback: (response: { responseHeaders: Headers }) => void,
      ) => void,
    ) =>
      listener(responseHeaders === undefined ? {} : { responseHeaders }, (response) => {
        passed = response.responseHeaders;
      }),
  };
  sandboxPages({ webRequest } as unknown as Session);
  return passed as Headers;
}

const ours = {
  'Content-Security-Policy': [pageSandbox],
  'Permissions-Policy': [pagePermissions],
};

describe('the sandbox of a sign-in page', () => {
  it('is added to a page without a policy', () => {
    expect(pass({ Server: ['s'] })).toEqual({ Server: ['s'], ...ours });
    expect(pass()).toEqual(ours);
  });

  it('stands after the page’s own policies, however their names are written', () => {
    const own = { 'content-security-policy': ["frame-ancestors 'none'"] };
    expect(pass({ ...own, 'PERMISSIONS-POLICY': ['fullscreen=*'] })).toEqual({
      'content-security-policy': ["frame-ancestors 'none'", pageSandbox],
      'PERMISSIONS-POLICY': ['fullscreen=*', pagePermissions],
    });
  });

  it('allows no dialog, no new window and no download', () => {
    expect(pageSandbox).not.toMatch(/allow-(modals|popups|downloads)/);
  });

  it('lets no page fill the screen (SEC-33)', () => {
    expect(pagePermissions).toMatch(/\bfullscreen=\(\)/);
  });
});
