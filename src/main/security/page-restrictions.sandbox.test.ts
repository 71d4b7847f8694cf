import type {
  BeforeSendResponse,
  OnBeforeSendHeadersListenerDetails,
  OnHeadersReceivedListenerDetails,
  Session,
} from 'electron';
import { describe, expect, it } from 'vitest';
import { pagePermissions, pageSandbox, sandboxPages } from './page-restrictions';

type Headers = Record<string, string[]>;

/** The headers of a page after they have passed. */
function pass(responseHeaders?: Headers): Headers {
  let passed: unknown;
  const webRequest = {
    onBeforeSendHeaders: () => undefined,
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

/** Whether a request with these headers is sent. */
function isSent(requestHeaders: Record<string, string>): boolean {
  let isCancelled: boolean | undefined;
  const webRequest = {
    onBeforeSendHeaders: (
      listener: (
        details: Pick<OnBeforeSendHeadersListenerDetails, 'requestHeaders'>,
        callback: (response: BeforeSendResponse) => void,
      ) => void,
    ) =>
      listener({ requestHeaders }, ({ cancel }) => {
        isCancelled = cancel;
      }),
    onHeadersReceived: () => undefined,
  };
  sandboxPages({ webRequest } as unknown as Session);
  return isCancelled === false;
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
    const own = {
      'content-security-policy': ["frame-ancestors 'none'"],
      'CONTENT-SECURITY-POLICY': ['sandbox allow-modals'],
    };
    expect(pass(own)).toEqual({
      ...ours,
      'Content-Security-Policy': ["frame-ancestors 'none'", 'sandbox allow-modals', pageSandbox],
    });
  });

  it('replaces the page’s permissions policy, of which one mistake would undo ours (SEC-33)', () => {
    expect(pass({ 'PERMISSIONS-POLICY': ['!!!'], 'feature-policy': ['fullscreen *'] })).toEqual(
      ours,
    );
  });

  it.each([
    ['a script of a service worker', { 'Service-Worker': 'script' }],
    ['a prefetch', { 'Sec-Purpose': 'prefetch' }],
    ['a prerendered page', { 'sec-purpose': 'prefetch;prerender' }],
  ])('refuses %s, whose pages would come without it (SEC-34)', (_, headers) => {
    expect(isSent({ Accept: '*/*', ...headers })).toBe(false);
    expect(isSent({ Accept: '*/*' })).toBe(true);
  });

  it('allows no dialog, no new window and no download (SEC-29, SEC-31, SEC-34)', () => {
    expect(pageSandbox).not.toMatch(/allow-(modals|popups|downloads)/);
  });

  it('lets no page fill the screen (SEC-33)', () => {
    expect(pagePermissions).toMatch(/\bfullscreen=\(\)/);
  });
});
