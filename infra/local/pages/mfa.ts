import { html } from 'hono/html';
import { startOver } from '../endpoints/start-over';
import type { Pool } from '../pool';
import { createTotpDevice, otpauthUri, spendTotp } from '../store/totp';
import type { User } from '../store/users';
import { startSession } from './finish-sign-in';
import { showNextPage, submitPage } from './form-page';
import { errorSummary, type Html, invalid, layout } from './layout';
import type { PageContext } from './page-context';
import { qrCode } from './qr-code';

/** `GET /mfa/setup`: the secret for the authenticator app. Cognito does not document this path. */
export const showMfaSetup = (pool: Pool) => showNextPage(pool, (page) => render(page, true, null));

/** `GET /mfa`: the code of the authenticator app. Cognito does not document this path either. */
export const showMfa = (pool: Pool) => showNextPage(pool, (page) => render(page, false, null));

/** `POST /mfa` and `POST /mfa/setup`: a right code starts the session. */
export const submitMfa = (pool: Pool, isSetup: boolean) =>
  submitPage(
    pool,
    (page) => render(page, isSetup, page.text.staleForm),
    (page) => {
      const user = waiting(page);
      const isInPlace = user?.totp && user.totp.verified !== isSetup;
      if (!user?.totp || !isInPlace) return render(page, isSetup, null);
      if (!pool.signInAttempts.isOpen(page.c)) return startOver(page);
      if (!pool.totpAttempts.take(user.sub)) {
        return render(page, isSetup, page.text.tooManyAttempts);
      }
      const totp = spendTotp(user.totp, page.field('code'), pool.settings.clock());
      if (typeof totp === 'string') return render(page, isSetup, page.text.appCode[totp]);
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
  const { c, pool, csrf, search, frame, text } = page;
  const user = waiting(page);
  if (!user) return c.redirect(`/login${search}`);
  if (!pool.signInAttempts.isOpen(c)) return startOver(page);
  if (Boolean(user.totp?.verified) === isSetup) {
    return c.redirect(`${isSetup ? '/mfa' : '/mfa/setup'}${search}`);
  }
  const title = isSetup ? text.setUpApp : text.enterCode;
  const content = html`
<h1>${title}</h1>
${isSetup ? secretOf(page, user) : html`<p class="lead">${text.codeIsInApp}</p>`}
${errorSummary(error)}
<form method="post" action="${isSetup ? '/mfa/setup' : '/mfa'}${search}">
  <input type="hidden" name="_csrf" value="${csrf}">
  <div class="field">
    <label for="code">${text.codeFromApp}</label>
    <input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]{6}" maxlength="6"
      required autofocus autocomplete="one-time-code"${invalid(error !== null)}>
  </div>
  <button type="submit" name="signInSubmitButton" value="Sign in">${text.signIn}</button>
</form>
<p class="aside">${text.somebodyElse} <a href="/login${search}">${text.otherAccount}</a></p>`;
  return c.html(layout({ frame, title, content }));
}

function secretOf({ pool, text }: PageContext, user: User): Html {
  const totp = user.totp ?? createTotpDevice();
  if (!user.totp) pool.users.update(user, { totp });
  const groups = totp.secret.base32.match(/.{4}/g) ?? [];
  const uri = otpauthUri(totp, user.email);
  return html`<p class="lead">${text.setUpAppLead}</p>
${qrCode(uri, text.qrCode)}
<h2>${text.key}</h2>
<pre id="secret">${groups.join(' ')}</pre>
<p><a href="${uri}">${text.openInApp}</a></p>`;
}
