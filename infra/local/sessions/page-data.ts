import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const cookieName = 'page-data';

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
  readonly #entries = new Map<string, { step: Step; value: string }>();

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
    this.#entries.delete(id);
    deleteCookie(c, cookieName, { path: '/' });
  }
}
