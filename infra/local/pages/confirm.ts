import { html } from 'hono/html';
import { redirectWithCode } from '../endpoints/redirects';
import type { Pool } from '../pool';
import type { User } from '../store/users';
import { sendConfirmationCode } from './confirmation-mail';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, invalid, layout } from './layout';

/** `GET /confirm`: where the e-mailed code is entered, right after signing up. */
export const showConfirm = (pool: Pool) => showPage(pool, (page) => render(page, {}));

/** `POST /confirm`: only a confirmed person is sent back to the client. */
export const submitConfirm = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: staleForm }),
    (page) => {
      const { c, request, field } = page;
      const user = pendingUser(page);
      if (user && !pool.users.confirm(user, field('code'))) {
        return render(page, { error: 'Invalid verification code provided, please try again.' });
      }
      if (!user) return render(page, {});
      pool.pendingUsers.end(c);
      return redirectWithCode(c, pool, request, pool.sessions.start(c, user.sub));
    },
  );

/** `POST /resendcode` */
export const resendCode = (pool: Pool) =>
  submitPage(
    pool,
    (page) => render(page, { error: staleForm }),
    (page) => {
      const user = pendingUser(page);
      if (user) sendConfirmationCode(pool, user);
      return render(page, { notice: 'A new code is on its way. The one before is void.' });
    },
  );

function pendingUser({ c, pool }: PageContext): User | undefined {
  return pool.users.findBySub(pool.pendingUsers.find(c) ?? '');
}

function render(page: PageContext, message: { error?: string; notice?: string }) {
  const { c, csrf, search } = page;
  const user = pendingUser(page);
  if (!user || user.confirmed) return c.redirect(`/login${search}`);
  const { error = null, notice } = message;
  const content = html`
<h1>Check your e-mail</h1>
<p class="lead">Enter the six-digit code that was sent to ${masked(user.email)}.</p>
${errorSummary(error)}
${notice === undefined ? '' : html`<div class="notice" role="status">${notice}</div>`}
<form method="post" action="/confirm${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <div class="field">
    <label for="code">Code</label>
    <input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]{6}" maxlength="6"
      required autofocus autocomplete="one-time-code"${invalid(error !== null)}>
    <p class="hint">This pool sends no mail: the code is in
      <a href="/_local/inbox" target="_blank" rel="noopener">its inbox</a>.</p>
  </div>
  <button type="submit" name="confirmSubmitButton" value="Confirm">Confirm account</button>
</form>
<form class="aside" method="post" action="/resendcode${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  No code? <button type="submit" class="plain">Send it again</button>
</form>`;
  return c.html(layout({ title: 'Confirm your account', content }));
}

/** As Cognito shows it: `d***@e***`. */
function masked(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}
