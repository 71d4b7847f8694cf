import { html } from 'hono/html';
import type { Pool } from '../pool';
import type { User } from '../store/users';
import { attemptLimitExceeded, codeMessages } from './code-messages';
import { codeField, masked } from './fields';
import { finishSignIn } from './finish-sign-in';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, layout, statusNotice } from './layout';
import { mailCode } from './mail-code';

/** `GET /confirm`: where the e-mailed code is entered, right after signing up. */
export const showConfirm = (pool: Pool) => showPage(pool, (page) => render(page, {}));

/** `POST /confirm`: only a confirmed person is sent back to the client. */
export const submitConfirm = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: staleForm }),
    (page) => {
      const { c, field } = page;
      const user = pendingUser(page);
      if (!user || user.confirmed) return render(page, {});
      const check = pool.mailedCodes.check('confirm', user.email, field('code'));
      if (check !== 'right') return render(page, { error: codeMessages[check] });
      pool.users.update(user, { confirmed: true });
      pool.pageData.end(c);
      return finishSignIn(page, user);
    },
  );

/** `POST /resendcode` */
export const resendCode = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: staleForm }),
    (page) => {
      const user = pendingUser(page);
      if (!user || user.confirmed) return render(page, {});
      if (!mailCode(pool, 'confirm', user.email)) {
        return render(page, { error: attemptLimitExceeded });
      }
      return render(page, { notice: 'A new code is on its way. The one before is void.' });
    },
  );

function pendingUser({ c, pool }: PageContext): User | undefined {
  return pool.users.findBySub(pool.pageData.find(c, 'confirm') ?? '');
}

function render(page: PageContext, message: { error?: string; notice?: string }) {
  const { c, csrf, search } = page;
  const user = pendingUser(page);
  if (!user || user.confirmed) return c.redirect(`/login${search}`);
  const { error = null, notice = null } = message;
  const content = html`
<h1>Check your e-mail</h1>
<p class="lead">Enter the six-digit code that was sent to ${masked(user.email)}.</p>
${errorSummary(error)}
${statusNotice(notice)}
<form method="post" action="/confirm${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  ${codeField(error !== null)}
  <button type="submit" name="confirmSubmitButton" value="Confirm">Confirm account</button>
</form>
<form class="aside" method="post" action="/resendcode${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  No code? <button type="submit" class="plain">Send it again</button>
</form>`;
  return c.html(layout({ title: 'Confirm your account', content }));
}
