import { html } from 'hono/html';
import { redirectWithCode } from '../endpoints/redirects';
import type { Pool } from '../pool';
import { sendConfirmationCode } from './confirmation-mail';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, invalid, layout } from './layout';

/** `GET /login` */
export const showLogin = (pool: Pool) =>
  showPage(pool, (page) => render(page, page.request.loginHint, null));

/** `POST /login`, with the field names of Cognito's form (login-endpoint page). */
export const submitLogin = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, page.field('username'), staleForm),
    async (page) => {
      const { c, request, search, field } = page;
      const username = field('username').trim();
      const user = await pool.users.authenticate(username, field('password'));
      // One message for both, so that nobody learns which addresses have an account.
      if (!user) return render(page, username, 'Incorrect username or password.');
      if (!user.confirmed) {
        if (user.confirmationCode === null) sendConfirmationCode(pool, user);
        pool.pendingUsers.start(c, user.sub);
        return c.redirect(`/confirm${search}`);
      }
      return redirectWithCode(c, pool, request, pool.sessions.start(c, user.sub));
    },
  );

function render({ c, csrf, search }: PageContext, username: string, error: string | null) {
  const content = html`
<h1>Sign in</h1>
<p class="lead">Use your e-mail address and password.</p>
${errorSummary(error)}
<form name="cognitoSignInForm" method="post" action="/login${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <input type="hidden" name="cognitoAsfData" value="">
  <div class="field">
    <label for="signInFormUsername">E-mail</label>
    <input id="signInFormUsername" name="username" type="email" value="${username}" required
      autocomplete="username" autocapitalize="none" spellcheck="false"${invalid(error !== null)}
      ${username === '' ? 'autofocus' : ''}>
  </div>
  <div class="field">
    <label for="signInFormPassword">Password</label>
    <input id="signInFormPassword" name="password" type="password" required
      autocomplete="current-password"${invalid(error !== null)} ${username === '' ? '' : 'autofocus'}>
  </div>
  <button type="submit" name="signInSubmitButton" value="Sign in">Sign in</button>
</form>
<p class="aside">New here? <a href="/signup${search}">Create an account</a></p>`;
  return c.html(layout({ title: 'Sign in', content }));
}
