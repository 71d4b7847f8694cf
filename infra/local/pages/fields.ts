import { html, raw } from 'hono/html';
import { type PasswordPolicy, passwordKinds } from '../store/password';
import { type Html, invalid } from './layout';
import type { PageContext } from './page-context';
import type { PageText } from './text/texts';

/**
 * The field for a six-digit code from a mail.
 * @param entered a code to keep, while another field is the wrong one
 */
export function codeField(text: PageText, isWrong: boolean, entered = ''): Html {
  return html`<div class="field">
    <label for="code">${text.code}</label>
    <input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]{6}" maxlength="6"
      value="${entered}" ${entered === '' ? 'autofocus' : ''} required autocomplete="one-time-code"${invalid(isWrong)}>
    <p class="hint">${text.noMail}
      <a href="/_local/inbox" target="_blank" rel="noopener">${text.openInbox}</a></p>
  </div>`;
}

/** The field for a password that somebody chooses, with the rules below it. */
export function newPasswordField(
  { text, pool }: Pick<PageContext, 'text' | 'pool'>,
  label: string,
  isWrong: boolean,
): Html {
  return html`<div class="field">
    <label for="password">${label}</label>
    <input id="password" name="password" type="password" required autocomplete="new-password"
      aria-describedby="${isWrong ? 'form-error ' : ''}password-rules"${isWrong ? raw(' aria-invalid="true" autofocus') : ''}>
    <p class="hint" id="password-rules">${passwordRules(text, pool.settings)}</p>
  </div>`;
}

function passwordRules(text: PageText, policy: PasswordPolicy): string {
  const { passwordMinimumLength, passwordKinds: required } = policy;
  if (required.length === passwordKinds.length) return text.passwordRules(passwordMinimumLength);
  const rules = required.map((kind) => `${text.weaknesses[kind]}.`);
  return [text.passwordLength(passwordMinimumLength), ...rules].join(' ');
}

/** An address as Cognito shows it to somebody who has not signed in: `d***@e***`. */
export function masked(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}
