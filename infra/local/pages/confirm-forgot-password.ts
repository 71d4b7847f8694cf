import { html } from 'hono/html';
import type { Pool } from '../pool';
import { passwordWeakness } from '../store/password';
import { codeMessages } from './code-messages';
import { codeField, masked, newPasswordField } from './fields';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, layout } from './layout';

interface FormError {
  readonly field: 'code' | 'password';
  readonly message: string;
  /** A code that was not looked at yet. */
  readonly code?: string;
}

/** `GET /confirmforgotPassword`: where the mailed code and the new password are entered. */
export const showConfirmForgotPassword = (pool: Pool) =>
  showPage(pool, (page) => render(page, null));

/**
 * `POST /confirmforgotPassword`: sets the password and leads to the sign-in with the same query. The
 * password is looked at before the code, so that a weak one does not cost the code.
 */
export const submitConfirmForgotPassword = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { field: 'code', message: staleForm }),
    async (page) => {
      const { c, search, field } = page;
      const email = pool.pageData.find(c, 'reset-password');
      if (email === undefined) return render(page, null);
      const password = field('password');
      const weakness = passwordWeakness(password);
      if (weakness !== null) {
        const message = `Password does not conform to policy: ${weakness}`;
        return render(page, { field: 'password', message, code: field('code') });
      }
      const check = pool.mailedCodes.check('reset-password', email, field('code'));
      if (check !== 'right') return render(page, { field: 'code', message: codeMessages[check] });
      await pool.users.setPassword(email, password);
      pool.pageData.end(c);
      pool.pageData.start(c, 'password-changed', email);
      return c.redirect(`/login${search}`);
    },
  );

function render({ c, pool, csrf, search }: PageContext, error: FormError | null) {
  const email = pool.pageData.find(c, 'reset-password');
  if (email === undefined) return c.redirect(`/forgotPassword${search}`);
  const content = html`
<h1>Set a new password</h1>
<p class="lead">If ${masked(email)} has an account, a six-digit code was sent there.</p>
${errorSummary(error?.message ?? null)}
<form method="post" action="/confirmforgotPassword${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  ${codeField(error?.field === 'code', error?.code)}
  ${newPasswordField('New password', error?.field === 'password')}
  <button type="submit" name="confirm_forgot_password" value="Change password">Change password</button>
</form>
<p class="aside">No code? <a href="/forgotPassword${search}">Ask for another</a></p>`;
  return c.html(layout({ title: 'Set a new password', content }));
}
