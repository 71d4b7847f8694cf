import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { ExpiringMap } from '../util/expiring-map';

const lifetimeMs = 5 * 60_000;

/**
 * Sign-ins that are under way. One that is not finished within five minutes is cancelled. Its name
 * stands in two cookies that hold it together over the redirects; the legacy one is for browsers that
 * misread `SameSite` (managed-login page).
 */
export class SignInAttempts {
  readonly #open: ExpiringMap<true>;

  constructor(clock: () => number) {
    this.#open = new ExpiringMap(clock, lifetimeMs);
  }

  begin(c: Context): void {
    const id = randomBytes(24).toString('base64url');
    this.#open.set(id, true);
    // Cognito's is SameSite=None, which browsers take over HTTPS alone.
    setCookie(c, 'csrf-state', id, { path: '/', httpOnly: true, sameSite: 'Lax' });
    setCookie(c, 'csrf-state-legacy', id, { path: '/', httpOnly: true });
  }

  isOpen(c: Context): boolean {
    const id = getCookie(c, 'csrf-state') ?? getCookie(c, 'csrf-state-legacy') ?? '';
    return this.#open.get(id) === true;
  }
}
