import { html } from 'hono/html';
import type { Pool } from '../pool';
import { showPage, submitPage } from './form-page';
import { errorSummary, invalid, layout } from './layout';
import { mailCode } from './mail-code';
import type { PageContext } from './page-context';

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
    (page) => render(page, page.field('username'), page.text.staleForm),
    (page) => {
      const { c, search, field } = page;
      const username = field('username').trim();
      const user = pool.users.findByEmail(username);
      const isSent =
        user?.confirmed && user.enabled && user.emailVerified !== false
          ? mailCode(pool, 'reset-password', user.email)
          : pool.mailedCodes.issue('reset-password', username) !== null;
      if (!isSent) return render(page, username, page.text.tooManyAttempts);
      pool.pageData.start(c, 'reset-password', username);
      return c.redirect(`/confirmforgotPassword${search}`);
    },
  );

function render(page: PageContext, username: string, error: string | null) {
  const { c, csrf, search, frame, text } = page;
  const content = html`
<h1>${text.forgotPassword}</h1>
<p class="lead">${text.forgotPasswordLead}</p>
${errorSummary(error)}
<form method="post" action="/forgotPassword${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <div class="field">
    <label for="username">${text.email}</label>
    <input id="username" name="username" type="email" value="${username}" required autofocus
      autocomplete="username" autocapitalize="none" spellcheck="false"${invalid(error !== null, false)}>
  </div>
  <button type="submit" name="reset_my_password" value="Reset my password">${text.sendCode}</button>
</form>
<p class="aside">${text.rememberedIt} <a href="/login${search}">${text.signIn}</a></p>`;
  return c.html(layout({ frame, title: text.forgotPassword, content }));
}
