import type Electron from 'electron';
import { getBrowser } from '../runtime';
import type { BrowserContext } from './session';

type Cookies = Pick<Electron.Cookies, 'get' | 'remove' | 'flushStore'>;

/** `session.cookies`, read and remove. https://www.electronjs.org/docs/latest/api/cookies */
export function cookiesOf(session: { context(): Promise<BrowserContext> }): Cookies {
  const all = async (): Promise<Electron.Cookie[]> => {
    const { browser } = getBrowser().chromium.connection;
    const { cookies } = await browser.send('Storage.getCookies', await session.context());
    return cookies.map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      hostOnly: !cookie.domain.startsWith('.'),
      path: cookie.path,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      session: cookie.session,
      ...(cookie.session ? {} : { expirationDate: cookie.expires }),
      sameSite: sameSites[cookie.sameSite ?? 'None'],
    }));
  };
  return {
    async get(filter) {
      return (await all()).filter((cookie) => matches(cookie, filter));
    },
    async remove(url, name) {
      const context = await session.context();
      const { browser } = getBrowser().chromium.connection;
      const { hostname } = new URL(url);
      const kept = (await all()).filter((c) => c.name !== name || !domainMatches(c, hostname));
      await browser.send('Storage.clearCookies', context);
      await browser.send('Storage.setCookies', {
        ...context,
        cookies: kept.map(
          ({ name, value, domain = '', path = '/', secure, httpOnly, expirationDate }) => ({
            name,
            value,
            domain,
            path,
            secure: secure ?? false,
            httpOnly: httpOnly ?? false,
            ...(expirationDate === undefined ? {} : { expires: expirationDate }),
          }),
        ),
      });
    },
    async flushStore() {},
  };
}

const sameSites = { Strict: 'strict', Lax: 'lax', None: 'no_restriction' } as const;

function matches(cookie: Electron.Cookie, filter: Electron.CookiesGetFilter): boolean {
  const { url, name, domain, path, secure, session } = filter;
  return (
    (url === undefined || domainMatches(cookie, new URL(url).hostname)) &&
    (name === undefined || cookie.name === name) &&
    (domain === undefined || domainMatches(cookie, domain) || cookie.domain === domain) &&
    (path === undefined || cookie.path === path) &&
    (secure === undefined || cookie.secure === secure) &&
    (session === undefined || cookie.session === session)
  );
}

function domainMatches(cookie: Electron.Cookie, host: string): boolean {
  const domain = (cookie.domain ?? '').replace(/^\./, '');
  return host === domain || (!cookie.hostOnly && host.endsWith(`.${domain}`));
}
