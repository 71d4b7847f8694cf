import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { ExpiringMap } from '../util/expiring-map';

const cookieName = 'page-data';

/** Two days: a mailed code lives one, and its page is still there to say that it is too late. */
const lifetimeMs = 48 * 3_600_000;

/** Where somebody is between two pages. What is kept with it: a subject, or an e-mail address. */
export type Step =
  | 'confirm'
  | 'federation'
  | 'mfa'
  | 'reset-password'
  | 'password-changed'
  | 'took-too-long';

/**
 * What one page hands on to the next. Held on the server and named by a random cookie, so that only
 * the browser that took the first step can take the second.
 */
export class PageData {
  readonly #entries: ExpiringMap<{ step: Step; value: string }>;

  constructor(clock: () => number) {
    this.#entries = new ExpiringMap(clock, lifetimeMs);
  }

  start(c: Context, step: Step, value: string): void {
    const id = randomBytes(24).toString('base64url');
    this.#entries.set(id, { step, value });
    setCookie(c, cookieName, id, { path: '/', httpOnly: true, sameSite: 'Lax' });
  }

  find(c: Context, step: Step): string | undefined {
    const entry = this.#entries.get(getCookie(c, cookieName) ?? '');
    return entry?.step === step ? entry.value : undefined;
  }

  end(c: Context): void {
    const id = getCookie(c, cookieName);
    if (id === undefined) return;
    this.#entries.take(id);
    deleteCookie(c, cookieName, { path: '/' });
  }
}
