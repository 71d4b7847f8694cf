import type { Context } from 'hono';
import { findClient } from '../options/app-client';
import type { Pool } from '../pool';
import { redirectToErrorPage } from './redirects';

/**
 * `GET /logout` (logout-endpoint page): ends the hosted UI's session, then leads to a registered
 * sign-out URI, or to the login page of another authorization request. It is not the logout of
 * OpenID Connect: errors stay on this domain, and `post_logout_redirect_uri` means nothing.
 */
export function logout(pool: Pool) {
  return (c: Context): Response => {
    const {
      client_id: requested,
      logout_uri: logoutUri,
      redirect_uri: redirectUri,
    } = c.req.query();
    const { search } = new URL(c.req.url);
    pool.sessions.end(c);
    if (!requested) {
      // Its login page says what is missing: https://github.com/damienbod/angular-auth-oidc-client/issues/2057.
      if (pool.settings.managedLogin) return c.redirect(`/login${search}`);
      return redirectToErrorPage(c, `Required String parameter 'client_id' is not present`);
    }
    const client = findClient(pool.settings, requested);
    if (!client) return redirectToErrorPage(c, 'invalid_client', requested);
    if (logoutUri) {
      if (client.signOutUris.includes(logoutUri)) return c.redirect(logoutUri);
      return redirectToErrorPage(c, 'redirect_mismatch', requested);
    }
    if (!redirectUri) {
      const missing = `Required String parameter 'redirect_uri' is not present`;
      return redirectToErrorPage(c, missing, requested);
    }
    if (!client.redirectUris.includes(redirectUri)) {
      return redirectToErrorPage(c, 'redirect_mismatch', requested);
    }
    return c.redirect(`/login${search}`);
  };
}
