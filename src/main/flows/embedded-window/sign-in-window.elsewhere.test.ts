import { describe, expect, it } from 'vitest';
import { begin, codeOf } from '../../../../tests/support/electron/sign-in-window';
import { AppError } from '../../problems/app-error';

describe('a navigation elsewhere (SEC-28)', () => {
  it('by a redirect ends the sign-in and names the host only', async () => {
    const { window, log, result } = begin();
    const redirect = window.navigate('will-redirect', 'https://evil.example/?code=secret-code');
    expect(redirect.prevented).toBe(true);
    const error = await result.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'navigation-blocked' });
    expect(error instanceof AppError && error.message).toContain('evil.example');
    expect(JSON.stringify(log.lines)).not.toContain('secret-code');
  });

  it('by a link is prevented, and the person stays where they are', () => {
    const { window, warnings } = begin();
    expect(window.navigate('will-navigate', 'https://evil.example/').prevented).toBe(true);
    expect(window.isDestroyed()).toBe(false);
    expect(warnings).toMatchObject([{ code: 'navigation-blocked' }]);
    expect(warnings[0]?.message).toContain('evil.example');
    expect(warnings[0]?.hint).toContain('`allowedOrigins`');
  });

  it('in an inner frame is prevented, and said', () => {
    const { window, warnings } = begin();
    expect(window.navigate('will-frame-navigate', 'https://evil.example/', false).prevented).toBe(
      true,
    );
    expect(window.isDestroyed()).toBe(false);
    expect(warnings).toMatchObject([{ code: 'navigation-blocked' }]);
    expect(warnings[0]?.message).toContain('evil.example');
    window.navigate('will-frame-navigate', 'about:blank', false);
    expect(warnings).toHaveLength(1);
  });

  it('in a new window is prevented, and said', () => {
    const { window, warnings } = begin();
    const url = 'https://federated.example/popup';
    expect(window.contents.openWindow({ url })).toEqual({ action: 'deny' });
    expect(window.isDestroyed()).toBe(false);
    expect(warnings).toMatchObject([{ code: 'navigation-blocked' }]);
    expect(warnings[0]?.message).toContain('open a window for federated.example');
  });

  it('that nothing announced ends the sign-in once it is there, and gets no title', async () => {
    const { window, result } = begin();
    const show = (page: string) => window.contents.emit('did-navigate', {}, page, 200, '');
    show('about:blank'); // what a window begins with
    show('https://pool.example/login');
    expect(window.isDestroyed()).toBe(false);
    show('about:blank');
    expect(await codeOf(result)).toBe('navigation-blocked');
    expect(window.title).toBe('https://pool.example — Sign in');
  });

  it('is allowed to the provider and to a configured origin', () => {
    const { window } = begin();
    expect(window.navigate('will-navigate', 'https://pool.example/signup').prevented).toBe(false);
    expect(window.navigate('will-redirect', 'https://federated.example/').prevented).toBe(false);
  });
});
