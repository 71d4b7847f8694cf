import { html } from 'hono/html';
import type { Pool } from '../pool';
import { attemptLimitExceeded } from './code-messages';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, invalid, layout } from './layout';
import { mailCode } from './mail-code';

/** `GET /forgotPassword` (managed-login-endpoints page) */
export const showForgotPassword = (pool: Pool) =>
  showPage(pool, (page) => render(page, page.request.loginHint, null));

/**
 * `POST /forgotPassword`: on to the code, whoever was named. An unknown address gets a code too, which
 * is never mailed, so that nobody learns who has an account (managing-errors page). Neither is one
 * mailed to somebody who has not shown that the address is theirs.
 */
export const submitForgotPassword = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, page.field('username'), staleForm),
    (page) => {
      const { c, search, field } = page;
      const username = field('username').trim();
      const user = pool.users.findByEmail(username);
      const isSent =
        user?.confirmed && user.enabled
          ? mailCode(pool, 'reset-password', user.email)
          : pool.mailedCodes.issue('reset-password', username) !== null;
      if (!isSent) return render(page, username, attemptLimitExceeded);
      pool.pageData.start(c, 'reset-password', username);
      return c.redirect(`/confirmforgotPassword${search}`);
    },
  );

function render({ c, csrf, search }: PageContext, username: string, error: string | null) {
  const content = html`
<h1>Forgot your password?</h1>
<p class="lead">Enter your e-mail address, and a code to set a new one is sent there.</p>
${errorSummary(error)}
<form method="post" action="/forgotPassword${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <div class="field">
    <label for="username">E-mail</label>
    <input id="username" name="username" type="email" value="${username}" required autofocus
      autocomplete="username" autocapitalize="none" spellcheck="false"${invalid(error !== null)}>
  </div>
  <button type="submit" name="reset_my_password" value="Reset my password">Send the code</button>
</form>
<p class="aside">Remembered it? <a href="/login${search}">Sign in</a></p>`;
  return c.html(layout({ title: 'Forgot your password?', content }));
}
