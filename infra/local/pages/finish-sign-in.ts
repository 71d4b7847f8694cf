import { redirectSignedIn } from '../endpoints/redirects';
import { startOver } from '../endpoints/start-over';
import type { User } from '../store/users';
import type { PageContext } from './page-context';

/**
 * What comes after the password or the mailed code: a code from an authenticator app where that is
 * asked for, otherwise the session and the way back to the client.
 */
export function finishSignIn(page: PageContext, user: User): Response | Promise<Response> {
  const { c, pool, search } = page;
  if (!pool.signInAttempts.isOpen(c)) return startOver(page);
  if (!needsTotp(page, user)) return startSession(page, user);
  pool.pageData.start(c, 'mfa', user.sub);
  return c.redirect(`${user.totp?.verified ? '/mfa' : '/mfa/setup'}${search}`);
}

export function startSession(
  { c, pool, request }: PageContext,
  user: User,
): Response | Promise<Response> {
  return redirectSignedIn(c, pool, request, pool.sessions.start(c, user.sub));
}

function needsTotp({ pool }: PageContext, user: User): boolean {
  return pool.settings.mfa || user.mfa;
}
