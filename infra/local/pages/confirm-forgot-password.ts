import { html } from 'hono/html';
import type { Pool } from '../pool';
import { passwordWeakness } from '../store/password';
import { codeField, masked, newPasswordField } from './fields';
import { showNextPage, submitPage } from './form-page';
import { errorSummary, layout } from './layout';
import type { PageContext } from './page-context';

interface FormError {
  readonly field: 'code' | 'password';
  readonly message: string;
  /** A code that was not looked at yet. */
  readonly code?: string;
}

/** `GET /confirmforgotPassword`: where the mailed code and the new password are entered. */
export const showConfirmForgotPassword = (pool: Pool) =>
  showNextPage(pool, (page) => render(page, null));

/**
 * `POST /confirmforgotPassword`: sets the password and leads to the sign-in with the same query. The
 * password is looked at before the code, so that a weak one does not cost the code.
 */
export const submitConfirmForgotPassword = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { field: 'code', message: page.text.staleForm }),
    async (page) => {
      const { c, search, field, text } = page;
      const email = pool.pageData.find(c, 'reset-password');
      if (email === undefined) return render(page, null);
      const password = field('password');
      const weakness = passwordWeakness(password, pool.settings);
      if (weakness !== null) {
        const message = text.weakAtReset(text.weaknesses[weakness]);
        return render(page, { field: 'password', message, code: field('code') });
      }
      const check = pool.mailedCodes.check('reset-password', email, field('code'));
      if (check !== 'right')
        return render(page, { field: 'code', message: text.mailedCode[check] });
      await pool.users.setPassword(email, password);
      pool.pageData.end(c);
      pool.pageData.start(c, 'password-changed', email);
      return c.redirect(`/login${search}`);
    },
  );

function render(page: PageContext, error: FormError | null) {
  const { c, pool, csrf, search, frame, text } = page;
  const email = pool.pageData.find(c, 'reset-password');
  if (email === undefined) return c.redirect(`/forgotPassword${search}`);
  const content = html`
<h1>${text.newPassword}</h1>
<p class="lead">${text.codePerhapsSentTo(masked(email))}</p>
${errorSummary(error?.message ?? null)}
<form method="post" action="/confirmforgotPassword${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  ${codeField(text, error?.field === 'code', error?.code)}
  ${newPasswordField(page, text.newPassword, error?.field === 'password')}
  <button type="submit" name="confirm_forgot_password" value="Change password">${text.changePassword}</button>
</form>
<p class="aside">${text.noCode} <a href="/forgotPassword${search}">${text.askForAnotherCode}</a></p>`;
  return c.html(layout({ frame, title: text.newPassword, content }));
}
