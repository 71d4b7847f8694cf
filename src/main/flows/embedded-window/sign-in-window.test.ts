import { describe, expect, it } from 'vitest';
import type { FakeWindow } from '../../../../tests/support/electron/fake-window';
import {
  answer,
  begin,
  codeOf,
  custom,
  pageRequest,
  url,
} from '../../../../tests/support/electron/sign-in-window';
import { AppError } from '../../problems/app-error';

describe('the redirect back (SEC-28, SEC-35)', () => {
  it.each(['will-redirect', 'will-navigate'] as const)(
    'is prevented and resolves when it comes as %s',
    async (event) => {
      const { window, result } = begin();
      expect(window.navigate(event, answer(custom)).prevented).toBe(true);
      expect(await result).toBe(answer(custom));
      expect(window.isDestroyed()).toBe(true);
    },
  );

  it('is known beneath the events too, whatever fragment is left on it', async () => {
    const { window, result } = begin();
    const handler = window.session.handlers.get('com.example.app');
    handler?.(pageRequest(`${answer(custom)}#_=_`));
    expect(await result).toBe(answer(custom));
  });

  it('is known by its redirect whatever fragment the page before has left on it', async () => {
    const { window, result } = begin();
    expect(window.navigate('will-redirect', `${answer(custom)}#_=_`).prevented).toBe(true);
    expect(await result).toBe(answer(custom));
  });

  it('of a private-use scheme is caught beneath the events and answered without content', async () => {
    const { window, result } = begin();
    const handler = window.session.handlers.get('com.example.app');
    const response = handler?.(pageRequest(answer(custom)));
    expect(response?.status).toBe(204);
    expect(await result).toBe(answer(custom));
  });

  it('to localhost is cancelled beneath the events', async () => {
    const { window, result } = begin({ redirectUri: 'http://localhost:5000' });
    expect(window.session.requestFilter).toEqual(['http://localhost:5000/*']);
    let response: { cancel?: boolean } = {};
    const request = { url: 'http://localhost:5000/?code=c&state=s', resourceType: 'mainFrame' };
    window.session.requestListener?.(request, (given) => {
      response = given;
    });
    expect(response).toEqual({ cancel: true });
    expect(await result).toBe('http://localhost:5000/?code=c&state=s');
  });

  it.each(['image', 'stylesheet', 'xhr', 'ping', 'subFrame', 'other'])(
    'is cancelled and ignored as a request for a sub-resource (%s)',
    (resourceType) => {
      const { window, asked } = begin({ redirectUri: 'http://localhost:5000' });
      let response: { cancel?: boolean } = {};
      const request = { url: 'http://localhost:5000/?error=x&state=s', resourceType };
      window.session.requestListener?.(request, (given) => {
        response = given;
      });
      expect(response).toEqual({ cancel: true });
      expect(asked).toEqual([]);
      expect(window.isDestroyed()).toBe(false);
    },
  );

  it.each(['image/avif,image/webp,*/*;q=0.8', 'text/css,*/*;q=0.1', '*/*'])(
    'of a private-use scheme is ignored as a sub-resource (Accept: %s)',
    (accept) => {
      const { window, asked } = begin();
      const handler = window.session.handlers.get('com.example.app');
      const response = handler?.(new Request(answer(custom), { headers: { accept } }));
      expect(response?.status).toBe(204);
      expect(asked).toEqual([]);
      expect(window.isDestroyed()).toBe(false);
    },
  );

  it('settles once, whatever else arrives', async () => {
    const { window, controller, asked, result } = begin();
    window.navigate('will-redirect', answer(custom));
    window.navigate('will-navigate', answer(custom));
    controller.abort(new AppError('timed-out'));
    window.contents.emit('did-fail-load', {}, -105, '', url, true);
    expect(await result).toBe(answer(custom));
    expect(asked).toHaveLength(1);
  });

  it('stops intercepting when it is over', async () => {
    const { window, result } = begin();
    window.navigate('will-redirect', answer(custom));
    await result;
    expect(window.session.handlers.size).toBe(0);
  });

  it('is refused without ending the sign-in when it is not ours (SEC-6)', async () => {
    const { window, asked, result } = begin({ accept: (each) => each.endsWith('state=s') });
    const stray = window.navigate('will-redirect', `${custom}?code=x&state=other`);
    expect(stray.prevented).toBe(true);
    expect(window.isDestroyed()).toBe(false);
    window.navigate('will-redirect', answer(custom));
    expect(await result).toBe(answer(custom));
    expect(asked).toHaveLength(2);
  });

  it('counts only in the main frame', () => {
    const { window, asked } = begin();
    expect(window.navigate('will-frame-navigate', answer(custom), false).prevented).toBe(true);
    expect(window.navigate('will-redirect', answer(custom), false).prevented).toBe(true);
    expect(asked).toEqual([]);
  });
});

describe('other ends', () => {
  it('closing the window is cancelled (SEC-36)', async () => {
    const { window, result } = begin();
    window.destroy();
    expect(await codeOf(result)).toBe('cancelled');
  });

  it('the signal closes the window and gives its reason', async () => {
    const { window, controller, result } = begin();
    const reason = new AppError('timed-out');
    controller.abort(reason);
    await expect(result).rejects.toBe(reason);
    expect(window.isDestroyed()).toBe(true);
  });

  it.each([
    [-105, 'provider-unreachable'],
    [-118, 'provider-timeout'],
    [-202, 'certificate-invalid'],
    [-107, 'certificate-invalid'],
    [-110, 'embedded-refused'],
    [-117, 'embedded-refused'],
    [-379, 'provider-invalid-response'],
  ])('load failure %i is %s', async (code, expected) => {
    const { window, result } = begin();
    window.contents.emit('did-fail-load', {}, code, '', url, true);
    expect(await codeOf(result)).toBe(expected);
  });

  describe('a password that is asked for by HTTP (SEC-34)', () => {
    const page = 'https://pool.example/login?x=1';
    const challenge = (window: FakeWindow, details: object = {}, isProxy = false) =>
      window.contents.emit(
        'login',
        {},
        { url: page, isRequestForNavigation: true, ...details },
        { isProxy },
      );

    it('ends the sign-in when it was the page that asked', async () => {
      const { window, result } = begin();
      challenge(window);
      expect(window.isDestroyed()).toBe(false);
      window.contents.emit('did-navigate', {}, `${page}#top`, 401, 'Unauthorized');
      expect(await codeOf(result)).toBe('embedded-refused');
    });

    it('ends it too when the refusal has no page', async () => {
      const { window, result } = begin();
      challenge(window);
      window.contents.emit('did-fail-load', {}, -379, '', page, true);
      expect(await codeOf(result)).toBe('embedded-refused');
    });

    it.each([
      ['an image or a script', { isRequestForNavigation: false }, false],
      ['a proxy', {}, true],
    ])('ends nothing when %s asked', (_who, details, isProxy) => {
      const { window } = begin();
      challenge(window, details, isProxy);
      window.contents.emit('did-navigate', {}, page, 401, 'Unauthorized');
      expect(window.isDestroyed()).toBe(false);
    });
  });

  it('goes on after a load that was only aborted, or that failed in an inner frame', () => {
    const { window } = begin();
    window.contents.emit('did-fail-load', {}, -3, '', url, true);
    window.contents.emit('did-fail-load', {}, -20, '', url, true);
    window.contents.emit('did-fail-load', {}, -105, '', url, false);
    expect(window.isDestroyed()).toBe(false);
  });

  it.each([
    [
      'https://pool.example/error?error=redirect_mismatch&client_id=client-1',
      400,
      'redirect-mismatch',
    ],
    ['https://pool.example/error?error=unauthorized_client', 400, 'hosted-ui-error'],
    ['https://pool.example/login', 503, 'provider-invalid-response'],
  ])('page %s with %i is %s', async (page, status, expected) => {
    const { window, result } = begin();
    window.contents.emit('did-navigate', {}, page, status, '');
    expect(await codeOf(result)).toBe(expected);
  });

  it.each([
    ['https://federated.example/error?error=redirect_mismatch', 400],
    ['https://federated.example/', 500],
    ['https://pool.example/login?error=x', 400],
    ['https://pool.example/login', 401], // a form with a wrong password, as some providers answer it
  ])('page %s with %i is left to the person', (page, status) => {
    const { window } = begin();
    window.contents.emit('did-navigate', {}, page, status, '');
    expect(window.isDestroyed()).toBe(false);
  });
});

it('shows the origin in the title, whatever page is loaded (SEC-33)', () => {
  const { window } = begin();
  window.contents.emit('did-navigate', {}, 'https://federated.example/path?x=1', 200, '');
  expect(window.title).toBe('https://federated.example — Sign in');
});
