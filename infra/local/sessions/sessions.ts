import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { ExpiringMap } from '../util/expiring-map';

export interface Session {
  readonly sub: string;
  /** Seconds since the epoch at which the person signed in. */
  readonly authTime: number;
}

/** The hosted UI's own sign-in, and for how long it lasts: an hour, not extended by use. */
const cookieName = 'cognito';
const lifetimeSeconds = 3600;

/**
 * Hosted-UI sessions. Revoking tokens leaves them alone, so whoever comes back within the hour is
 * signed in silently; only `/logout` or the end of the hour ends one (managed-login page).
 */
export class Sessions {
  readonly #sessions: ExpiringMap<Session>;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#sessions = new ExpiringMap(clock, lifetimeSeconds * 1000);
    this.#clock = clock;
  }

  start(c: Context, sub: string): Session {
    this.end(c);
    const id = randomBytes(32).toString('base64url');
    const session: Session = { sub, authTime: Math.floor(this.#clock() / 1000) };
    this.#sessions.set(id, session);
    // Not Secure: the pool speaks plain HTTP on loopback, unless it has a certificate.
    setCookie(c, cookieName, id, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: lifetimeSeconds,
    });
    return session;
  }

  find(c: Context): Session | undefined {
    return this.#sessions.get(getCookie(c, cookieName) ?? '');
  }

  end(c: Context): void {
    const id = getCookie(c, cookieName);
    if (id === undefined) return;
    this.#sessions.take(id);
    deleteCookie(c, cookieName, { path: '/' });
  }

  /** How many are alive. */
  count(): number {
    return this.#sessions.values().length;
  }
}
