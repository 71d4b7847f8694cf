import { html } from 'hono/html';
import { isEmailAddress } from '../options/user-attributes';
import type { Pool } from '../pool';
import { passwordWeakness } from '../store/password';
import { askBeforeSignUp } from '../triggers/pre-sign-up';
import { errorPage } from './error';
import { newPasswordField } from './fields';
import { finishSignIn } from './finish-sign-in';
import { showNextPage, showPage, submitPage } from './form-page';
import { errorSummary, invalid, layout } from './layout';
import { mailCode } from './mail-code';
import type { PageContext } from './page-context';

interface Entered {
  readonly username: string;
  readonly name: string;
}

interface FormError {
  readonly field: 'username' | 'password';
  readonly message: string;
}

/** `GET /signup` */
export const showSignup = (pool: Pool) =>
  pool.settings.adminCreateUserOnly
    ? refuseSignUps(pool)
    : showPage(pool, (page) => render(page, { username: page.request.loginHint, name: '' }, null));

/** `POST /signup`: on to the code, or straight back to the client when sign-ups confirm themselves. */
export const submitSignup = (pool: Pool) =>
  pool.settings.adminCreateUserOnly ? refuseSignUps(pool) : takeSignUps(pool);

/** Only administrators create people here: what the API says then, and why below it. */
const refuseSignUps = (pool: Pool) =>
  showNextPage(pool, ({ c, frame, text }) => {
    const error = 'SignUp is not permitted for this user pool';
    return errorPage(c, frame, error, html`<p>${text.signUpClosed}</p>`);
  });

const takeSignUps = (pool: Pool) =>
  submitPage(
    pool,
    (page) =>
      render(page, enteredIn(page.field), { field: 'username', message: page.text.staleForm }),
    async (page) => {
      const { c, search, field, text } = page;
      const entered = enteredIn(field);
      const { username, name } = entered;
      const password = field('password');
      if (!isEmailAddress(username)) {
        const message = text.invalidEmail;
        return render(page, entered, { field: 'username', message });
      }
      const weakness = passwordWeakness(password, pool.settings);
      if (weakness !== null) {
        const message = text.weakAtSignUp(text.weaknesses[weakness]);
        return render(page, entered, { field: 'password', message });
      }
      const decision = await askBeforeSignUp(pool, page.request.client.id, username, name);
      if ('refusal' in decision) {
        return render(page, entered, { field: 'username', message: decision.refusal });
      }
      const { confirmed } = decision;
      const user = await pool.users.create({ username, password, ...decision });
      if (!user) {
        const message = text.emailTaken;
        return render(page, entered, { field: 'username', message });
      }
      if (confirmed) return finishSignIn(page, user);
      mailCode(pool, 'confirm', user.email);
      pool.pageData.start(c, 'confirm', user.sub);
      return c.redirect(`/confirm${search}`);
    },
  );

function enteredIn(field: (name: string) => string): Entered {
  return { username: field('username').trim(), name: field('name').trim() };
}

function render(page: PageContext, entered: Entered, error: FormError | null) {
  const { c, csrf, search, frame, text } = page;
  const wrong = error?.field ?? null;
  const content = html`
<h1>${text.createAccount}</h1>
<p class="lead">${text.signUpLead}</p>
${errorSummary(error?.message ?? null)}
<form method="post" action="/signup${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <input type="hidden" name="cognitoAsfData" value="">
  <div class="field">
    <label for="username">${text.email}</label>
    <input id="username" name="username" type="email" value="${entered.username}" required
      autocomplete="username" autocapitalize="none" spellcheck="false"${invalid(wrong === 'username')}
      ${wrong === 'password' ? '' : 'autofocus'}>
  </div>
  <div class="field">
    <label for="name">${text.name} <span>(${text.optional})</span></label>
    <input id="name" name="name" type="text" value="${entered.name}" autocomplete="name">
  </div>
  ${newPasswordField(page, text.password, wrong === 'password')}
  <button type="submit" name="signUpSubmitButton" value="Sign up">${text.createAccount}</button>
</form>
<p class="aside">${text.haveAccount} <a href="/login${search}">${text.signIn}</a></p>`;
  return c.html(layout({ frame, title: text.createAccount, content }));
}
