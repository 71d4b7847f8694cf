import type { Context } from 'hono';
import { html } from 'hono/html';
import { redirectToErrorPage } from '../endpoints/redirects';
import { findClient } from '../options/app-client';
import type { Pool } from '../pool';
import { frameOf } from './frame';
import { layout } from './layout';

/** `GET /confirmUser`: where the link in a verification mail leads (managed-login-endpoints page). */
export function confirmByLink(pool: Pool) {
  return (c: Context) => {
    const { client_id: clientId, user_name: userName, confirmation_code: code } = c.req.query();
    if (!clientId || !userName || !code) {
      return redirectToErrorPage(c, 'Required parameters missing', clientId);
    }
    const user = pool.users.findBySub(userName) ?? pool.users.findByEmail(userName);
    const isRight = () => user && pool.mailedCodes.check('confirm', user.email, code) === 'right';
    if (!findClient(pool.settings, clientId) || !user || !isRight()) {
      return redirectToErrorPage(c, 'invalid_request', clientId);
    }
    pool.users.update(user, { confirmed: true });
    const frame = frameOf(c, pool);
    const { accountConfirmed: title, goBackToApp } = frame.text;
    const content = html`
<h1>${title}</h1>
<p class="lead">${goBackToApp}</p>`;
    return c.html(layout({ frame, title, content }));
  };
}
