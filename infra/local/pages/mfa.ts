import { html } from 'hono/html';
import type { Pool } from '../pool';
import { createTotpDevice, otpauthUri, spendTotp } from '../store/totp';
import type { User } from '../store/users';
import { attemptLimitExceeded } from './code-messages';
import { startSession } from './finish-sign-in';
import { type PageContext, showPage, staleForm, submitPage } from './form-page';
import { errorSummary, type Html, invalid, layout } from './layout';
import { qrCode } from './qr-code';

/** Cognito's words for `CodeMismatchException` and `ExpiredCodeException` of software tokens. */
const messages = {
  wrong: 'Invalid code received for user',
  used: 'Your software token has already been used once.',
};

/** `GET /mfa/setup`: the secret for the authenticator app. Cognito does not document this path. */
export const showMfaSetup = (pool: Pool) => showPage(pool, (page) => render(page, true, null));

/** `GET /mfa`: the code of the authenticator app. Cognito does not document this path either. */
export const showMfa = (pool: Pool) => showPage(pool, (page) => render(page, false, null));

/** `POST /mfa` and `POST /mfa/setup`: a right code starts the session. */
export const submitMfa = (pool: Pool, isSetup: boolean) =>
  submitPage(
    pool,
    (page) => render(page, isSetup, staleForm),
    (page) => {
      const user = waiting(page);
      const isInPlace = user?.totp && user.totp.verified !== isSetup;
      if (!user?.totp || !isInPlace) return render(page, isSetup, null);
      if (!pool.totpAttempts.take(user.sub)) return render(page, isSetup, attemptLimitExceeded);
      const totp = spendTotp(user.totp, page.field('code'), pool.settings.clock());
      if (typeof totp === 'string') return render(page, isSetup, messages[totp]);
      pool.users.update(user, { totp });
      pool.totpAttempts.forget(user.sub);
      pool.pageData.end(page.c);
      return startSession(page, user);
    },
  );

/** Who has entered a right password in this browser. */
function waiting({ c, pool }: PageContext): User | undefined {
  return pool.users.findEnabled(pool.pageData.find(c, 'mfa') ?? '');
}

function render(page: PageContext, isSetup: boolean, error: string | null) {
  const { c, csrf, search } = page;
  const user = waiting(page);
  if (!user) return c.redirect(`/login${search}`);
  if (Boolean(user.totp?.verified) === isSetup) {
    return c.redirect(`${isSetup ? '/mfa' : '/mfa/setup'}${search}`);
  }
  const title = isSetup ? 'Set up your authenticator app' : 'Enter your code';
  const content = html`
<h1>${title}</h1>
${isSetup ? secretOf(page, user) : html`<p class="lead">It is in your authenticator app.</p>`}
${errorSummary(error)}
<form method="post" action="${isSetup ? '/mfa/setup' : '/mfa'}${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <div class="field">
    <label for="code">Code from the app</label>
    <input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]{6}" maxlength="6"
      required autofocus autocomplete="one-time-code"${invalid(error !== null)}>
  </div>
  <button type="submit" name="signInSubmitButton" value="Sign in">Sign in</button>
</form>
<p class="aside">Somebody else? <a href="/login${search}">Sign in with another account</a></p>`;
  return c.html(layout({ title, content }));
}

function secretOf({ pool }: PageContext, user: User): Html {
  const totp = user.totp ?? createTotpDevice();
  if (!user.totp) pool.users.update(user, { totp });
  const groups = totp.secret.base32.match(/.{4}/g) ?? [];
  const uri = otpauthUri(totp, user.email);
  return html`<p class="lead">Add an account to it with this key, then enter the code that it shows.</p>
${qrCode(uri, 'QR code for your authenticator app')}
<h2>Key</h2>
<pre id="secret">${groups.join(' ')}</pre>
<p><a href="${uri}">Open in an authenticator app</a> on this device</p>`;
}
