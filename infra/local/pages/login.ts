import { html } from 'hono/html';
import type { Pool } from '../pool';
import { finishSignIn } from './finish-sign-in';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, invalid, layout, statusNotice } from './layout';
import { mailCode } from './mail-code';
import { providerButtons } from './provider-buttons';

/** `GET /login` */
export const showLogin = (pool: Pool) =>
  showPage(pool, (page) => {
    const { c, request } = page;
    const changedFor = pool.pageData.find(c, 'password-changed');
    if (changedFor === undefined) return render(page, request.loginHint, {});
    pool.pageData.end(c);
    return render(page, changedFor, { notice: 'Your password was changed. Sign in with it.' });
  });

/** `POST /login`, with the field names of Cognito's form (login-endpoint page). */
export const submitLogin = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, page.field('username'), { error: staleForm }),
    async (page) => {
      const { c, search, field } = page;
      const username = field('username').trim();
      if (pool.lockOut.isLocked(username)) {
        return render(page, username, { error: 'Password attempts exceeded' });
      }
      const user = await pool.users.authenticate(username, field('password'));
      // One message for both, so that nobody learns which addresses have an account.
      if (!user) {
        pool.lockOut.failed(username);
        return render(page, username, { error: 'Incorrect username or password.' });
      }
      pool.lockOut.succeeded(username);
      if (!user.enabled) return render(page, username, { error: 'User is disabled.' });
      if (!user.confirmed) {
        if (!pool.mailedCodes.isOpen('confirm', user.email)) mailCode(pool, 'confirm', user.email);
        pool.pageData.start(c, 'confirm', user.sub);
        return c.redirect(`/confirm${search}`);
      }
      return finishSignIn(page, user);
    },
  );

function render(page: PageContext, username: string, message: { error?: string; notice?: string }) {
  const { c, csrf, search } = page;
  const { error = null, notice = null } = message;
  const content = html`
<h1>Sign in</h1>
<p class="lead">Use your e-mail address and password.</p>
${errorSummary(error)}
${statusNotice(notice)}
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
    <p class="hint"><a href="/forgotPassword${search}">Forgot your password?</a></p>
  </div>
  <button type="submit" name="signInSubmitButton" value="Sign in">Sign in</button>
</form>
${providerButtons(page)}
<p class="aside">New here? <a href="/signup${search}">Create an account</a></p>`;
  return c.html(layout({ title: 'Sign in', content }));
}
