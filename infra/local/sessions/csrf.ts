import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isSame } from '../util/is-same';

const cookieName = 'XSRF-TOKEN';

/** The value for a form's `_csrf` field; the same one stands in the cookie. */
export function csrfToken(c: Context): string {
  const present = getCookie(c, cookieName);
  if (present) return present;
  const token = randomBytes(24).toString('base64url');
  setCookie(c, cookieName, token, { path: '/', httpOnly: true, sameSite: 'Lax' });
  return token;
}

/** Whether a posted form comes from a page that this browser got from us. */
export function isCsrfTokenValid(c: Context, posted: string): boolean {
  const expected = getCookie(c, cookieName) ?? '';
  return expected !== '' && isSame(expected, posted);
}
