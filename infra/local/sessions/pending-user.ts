import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const cookieName = 'page-data';

/**
 * Who is between signing up and entering the e-mailed code. Held on the server and named by a
 * random cookie: only the browser that knew the password can go on to be signed in.
 */
export class PendingUsers {
  readonly #subs = new Map<string, string>();

  start(c: Context, sub: string): void {
    const id = randomBytes(24).toString('base64url');
    this.#subs.set(id, sub);
    setCookie(c, cookieName, id, { path: '/', httpOnly: true, sameSite: 'Lax' });
  }

  find(c: Context): string | undefined {
    return this.#subs.get(getCookie(c, cookieName) ?? '');
  }

  end(c: Context): void {
    const id = getCookie(c, cookieName);
    if (id === undefined) return;
    this.#subs.delete(id);
    deleteCookie(c, cookieName, { path: '/' });
  }
}
