import { html } from 'hono/html';
import type { Pool } from '../pool';
import type { User } from '../store/users';
import { codeField, masked } from './fields';
import { finishSignIn } from './finish-sign-in';
import { showNextPage, submitPage } from './form-page';
import { errorSummary, layout, statusNotice } from './layout';
import { mailCode } from './mail-code';
import type { PageContext } from './page-context';

/** `GET /confirm`: where the e-mailed code is entered, right after signing up. */
export const showConfirm = (pool: Pool) => showNextPage(pool, (page) => render(page, {}));

/** `POST /confirm`: only a confirmed person is sent back to the client. */
export const submitConfirm = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: page.text.staleForm }),
    (page) => {
      const { c, field, text } = page;
      const user = pendingUser(page);
      if (!user || user.confirmed) return render(page, {});
      const check = pool.mailedCodes.check('confirm', user.email, field('code'));
      if (check !== 'right') return render(page, { error: text.mailedCode[check] });
      pool.users.update(user, { confirmed: true });
      pool.pageData.end(c);
      return finishSignIn(page, user);
    },
  );

/** `POST /resendcode`; a `GET`, as after a reload, shows where the code is entered. */
export const resendCode = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: page.text.staleForm }),
    (page) => {
      const user = pendingUser(page);
      if (!user || user.confirmed) return render(page, {});
      if (!mailCode(pool, 'confirm', user.email)) {
        return render(page, { error: page.text.tooManyAttempts });
      }
      return render(page, { notice: page.text.newCodeSent });
    },
  );

function pendingUser({ c, pool }: PageContext): User | undefined {
  return pool.users.findBySub(pool.pageData.find(c, 'confirm') ?? '');
}

function render(page: PageContext, message: { error?: string; notice?: string }) {
  const { c, csrf, search, frame, text } = page;
  const user = pendingUser(page);
  if (!user || user.confirmed) return c.redirect(`/login${search}`);
  const { error = null, notice = null } = message;
  const content = html`
<h1>${text.checkMail}</h1>
<p class="lead">${text.codeSentTo(masked(user.email))}</p>
${errorSummary(error)}
${statusNotice(notice)}
<form method="post" action="/confirm${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  ${codeField(text, error !== null)}
  <button type="submit" name="confirmSubmitButton" value="Confirm">${text.confirmAccount}</button>
</form>
<form class="aside" method="post" action="/resendcode${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  ${text.noCode} <button type="submit" class="plain">${text.sendAgain}</button>
</form>`;
  return c.html(layout({ frame, title: text.checkMail, content }));
}
