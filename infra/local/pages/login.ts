import { html } from 'hono/html';
import { startOver } from '../endpoints/start-over';
import type { Pool } from '../pool';
import { finishSignIn } from './finish-sign-in';
import { showFirstPage, submitPage } from './form-page';
import { errorSummary, type Html, invalid, layout, statusNotice } from './layout';
import { mailCode } from './mail-code';
import type { PageContext } from './page-context';
import { providerButtons } from './provider-buttons';
import type { PageText } from './text/texts';

/** `GET /login` */
export const showLogin = (pool: Pool) =>
  showFirstPage(pool, (page) => {
    const { c, request, text } = page;
    const changedFor = pool.pageData.find(c, 'password-changed');
    const tookTooLong = pool.pageData.find(c, 'took-too-long') !== undefined;
    if (tookTooLong || changedFor !== undefined) pool.pageData.end(c);
    if (tookTooLong) return render(page, request.loginHint, { error: tooLong(text) });
    if (changedFor === undefined) return render(page, request.loginHint, {});
    return render(page, changedFor, { notice: text.passwordChanged });
  });

/** `POST /login`, with the field names of Cognito's form (login-endpoint page). */
export const submitLogin = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, page.field('username'), { error: page.text.staleForm }),
    async (page) => {
      const { c, search, field, text } = page;
      if (!pool.signInAttempts.isOpen(c)) return startOver(page);
      const username = field('username').trim();
      if (pool.lockOut.isLocked(username)) {
        return render(page, username, { error: text.tooManyPasswords });
      }
      const user = await pool.users.authenticate(username, field('password'));
      // One message for both, so that nobody learns which addresses have an account.
      if (!user) {
        pool.lockOut.failed(username);
        return render(page, username, { error: text.wrongLogin });
      }
      pool.lockOut.succeeded(username);
      if (!user.enabled) return render(page, username, { error: text.userDisabled });
      if (!user.confirmed) {
        if (!pool.mailedCodes.isOpen('confirm', user.email)) mailCode(pool, 'confirm', user.email);
        pool.pageData.start(c, 'confirm', user.sub);
        return c.redirect(`/confirm${search}`);
      }
      return finishSignIn(page, user);
    },
  );

function render(page: PageContext, username: string, message: { error?: string; notice?: string }) {
  const { c, csrf, search, frame, text } = page;
  const { error = null, notice = null } = message;
  const isWrong = error === text.wrongLogin;
  const content = html`
<h1>${text.signIn}</h1>
<p class="lead">${text.signInLead}</p>
${errorSummary(error)}
${statusNotice(notice)}
<form name="cognitoSignInForm" method="post" action="/login${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <input type="hidden" name="cognitoAsfData" value="">
  <div class="field">
    <label for="signInFormUsername">${text.email}</label>
    <input id="signInFormUsername" name="username" type="email" value="${username}" required
      autocomplete="username" autocapitalize="none" spellcheck="false"${invalid(error !== null, isWrong)}
      ${username === '' ? 'autofocus' : ''}>
  </div>
  <div class="field">
    <label for="signInFormPassword">${text.password}</label>
    <input id="signInFormPassword" name="password" type="password" required
      autocomplete="current-password"${invalid(error !== null, isWrong)} ${username === '' ? '' : 'autofocus'}>
    <p class="hint"><a href="/forgotPassword${search}">${text.forgotPassword}</a></p>
  </div>
  <button type="submit" name="signInSubmitButton" value="Sign in">${text.signIn}</button>
</form>
${providerButtons(page)}
${signUpLink(page)}`;
  return c.html(layout({ frame, title: text.signIn, content }));
}

function signUpLink({ pool, search, text }: PageContext): Html | '' {
  if (pool.settings.adminCreateUserOnly) return '';
  return html`<p class="aside">${text.newHere} <a href="/signup${search}">${text.createAccount}</a></p>`;
}

function tooLong({ somethingWentWrong, tookTooLong }: PageText): string {
  return `${somethingWentWrong}. ${tookTooLong}`;
}
