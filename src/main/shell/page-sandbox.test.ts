import type { OnHeadersReceivedListenerDetails, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { pageSandbox, sandboxPages } from './page-sandbox';

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

describe('the sandbox of a sign-in page', () => {
  it('is added to a page without a policy', () => {
    expect(pass({ Server: ['s'] })).toEqual({
      Server: ['s'],
      'Content-Security-Policy': [pageSandbox],
    });
    expect(pass()).toEqual({ 'Content-Security-Policy': [pageSandbox] });
  });

  it('stands beside the page’s own policy, however its name is written', () => {
    const own = "frame-ancestors 'none'";
    expect(pass({ 'content-security-policy': [own] })).toEqual({
      'content-security-policy': [own, pageSandbox],
    });
  });

  it('allows no dialog, no new window and no download', () => {
    expect(pageSandbox).not.toMatch(/allow-(modals|popups|downloads)/);
  });
});
