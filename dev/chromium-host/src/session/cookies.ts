import type { Protocol } from 'devtools-protocol';
import type Electron from 'electron';
import { getBrowser } from '../runtime';
import type { ApiOf } from '../shared/api-of';
import { HostEvent } from '../shared/host-event';
import { HostObject } from '../shared/not-implemented';
import { CookieChanges } from './cookie-changes';
import type { BrowserContext } from './session';
import { parseSetCookie, refuseMalformed, toCookieParam } from './set-cookie';

type CookieName = Pick<Protocol.Network.Cookie, 'name' | 'domain' | 'path' | 'secure'>;

/** `session.cookies`. https://www.electronjs.org/docs/latest/api/cookies */
export class HostCookies extends HostObject implements ApiOf<HostCookies, Electron.Cookies> {
  private readonly changes = new CookieChanges(
    async () => (await this.all()).map(toElectron),
    (...change) => this.emit('changed', new HostEvent(), ...change),
  );

  constructor(private readonly context: () => Promise<BrowserContext>) {
    super('cookies');
    this.on('newListener', (name) => {
      if (name === 'changed') this.changes.watch();
    });
    this.on('removeListener', () => {
      if (this.listenerCount('changed') === 0) this.changes.stop();
    });
  }

  async get(filter: Electron.CookiesGetFilter): Promise<Electron.Cookie[]> {
    return (await this.all()).map(toElectron).filter((cookie) => matches(cookie, filter));
  }

  async set(details: Electron.CookiesSetDetails): Promise<void> {
    const cookie = toCookieParam(details);
    const removal = 'expired-overwrite';
    await this.changes.run(() => this.save([cookie]).catch(refuseMalformed), removal);
  }

  async remove(url: string, name: string): Promise<void> {
    await this.changes.run(async () => {
      const found = (await this.all()).filter((c) => c.name === name && isSentTo(c, new URL(url)));
      await Promise.all(found.map((cookie) => this.expire(cookie)));
    }, 'explicit');
  }

  /** Called by the host: the `Cookie` header of a request; empty without cookies. */
  async headerFor(url: string): Promise<string> {
    const sent = (await this.all()).filter((cookie) => isSentTo(cookie, new URL(url)));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Called by the host: keeps what a response sets. */
  async store(url: string, setCookies: readonly string[]): Promise<void> {
    const cookies = setCookies.flatMap((text) => parseSetCookie(text, url) ?? []);
    if (cookies.length === 0) return;
    await this.save(cookies).catch(() => undefined); // one that Chromium refuses
  }

  /** Called by the host: removes all cookies, or those that a page of this origin is sent. */
  async clear(origin?: string): Promise<void> {
    await this.changes.run(() => this.clearNow(origin), 'explicit');
  }

  private async clearNow(origin: string | undefined): Promise<void> {
    if (origin === undefined) {
      const { browser } = getBrowser().chromium.connection;
      await browser.send('Storage.clearCookies', await this.context());
      return;
    }
    const { hostname } = new URL(origin);
    const found = (await this.all()).filter((cookie) => isOfHost(cookie, hostname));
    await Promise.all(found.map((cookie) => this.expire(cookie)));
  }

  async flushStore(): Promise<void> {}

  private async all(): Promise<Protocol.Network.Cookie[]> {
    const { browser } = getBrowser().chromium.connection;
    return (await browser.send('Storage.getCookies', await this.context())).cookies;
  }

  /** A cookie is removed by one of its name, domain and path that has expired. */
  private async expire({ name, domain, path, secure }: CookieName): Promise<void> {
    await this.save([{ name, value: '', path, secure, expires: 1, domain }]);
  }

  private async save(cookies: Protocol.Network.CookieParam[]): Promise<void> {
    const { browser } = getBrowser().chromium.connection;
    await browser.send('Storage.setCookies', { ...(await this.context()), cookies });
  }
}

const sameSites = { Strict: 'strict', Lax: 'lax', None: 'no_restriction' } as const;

function toElectron(cookie: Protocol.Network.Cookie): Electron.Cookie {
  return {
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    hostOnly: !cookie.domain.startsWith('.'),
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    session: cookie.session,
    ...(cookie.session ? {} : { expirationDate: cookie.expires }),
    sameSite: cookie.sameSite ? sameSites[cookie.sameSite] : 'unspecified',
  };
}

function matches(cookie: Electron.Cookie, filter: Electron.CookiesGetFilter): boolean {
  const { url, name, domain, path, secure, session, httpOnly } = filter;
  const { domain: own = '', path: ownPath = '/', secure: isSecure = false } = cookie;
  const place = { domain: own, path: ownPath, secure: isSecure };
  return (
    (url === undefined || isSentTo(place, new URL(url))) &&
    (name === undefined || cookie.name === name) &&
    (domain === undefined || isOfHost(place, domain) || own === domain) &&
    (path === undefined || ownPath === path) &&
    (secure === undefined || isSecure === secure) &&
    (session === undefined || cookie.session === session) &&
    (httpOnly === undefined || cookie.httpOnly === httpOnly)
  );
}

type Place = Pick<CookieName, 'domain' | 'path' | 'secure'>;

/** RFC 6265 §5.4 */
export function isSentTo(cookie: Place, { protocol, hostname, pathname }: URL): boolean {
  const path = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`;
  const isSecure = protocol === 'https:' || /^(localhost|127\..*|\[::1\])$/.test(hostname);
  return (
    isOfHost(cookie, hostname) &&
    (pathname === cookie.path || pathname.startsWith(path)) &&
    (!cookie.secure || isSecure)
  );
}

/** RFC 6265 §5.1.3 */
function isOfHost({ domain }: Pick<Place, 'domain'>, host: string): boolean {
  if (!domain.startsWith('.')) return host === domain;
  return host === domain.slice(1) || host.endsWith(domain);
}
