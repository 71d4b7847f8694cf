import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { formBody } from '../endpoints/form-body';
import { redirectToErrorPage } from '../endpoints/redirects';
import type { Pool } from '../pool';
import { csrfToken, isCsrfTokenValid } from '../sessions/csrf';
import { staleForm } from './form-page';
import { errorSummary, invalid, layout } from './layout';

/** `GET /_local/idp`: stands for the other identity provider. It believes whatever it is told. */
export function showDemoProvider(pool: Pool) {
  return (c: Context) => render(c, pool, 'demo.person@example.com', 'Demo Person', null);
}

/** `POST /_local/idp`: back to the pool with a code, as an OpenID provider goes back to Cognito. */
export function submitDemoProvider(pool: Pool) {
  return async (c: Context) => {
    const form = (await formBody(c)) ?? new URLSearchParams();
    const [email, name] = [(form.get('email') ?? '').trim(), (form.get('name') ?? '').trim()];
    if (!isCsrfTokenValid(c, form.get('_csrf') ?? '')) {
      c.status(403);
      return render(c, pool, email, name, staleForm);
    }
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
      return render(c, pool, email, name, 'Invalid email address format.');
    }
    const userId = idOf(email.toLowerCase());
    const code = pool.federation.issueCode({ userId, email, name: name === '' ? null : name });
    const query = new URLSearchParams({ code, state: c.req.query('state') ?? '' });
    return c.redirect(`/oauth2/idpresponse?${query}`);
  };
}

function render(c: Context, pool: Pool, email: string, name: string, error: string | null) {
  const state = c.req.query('state') ?? '';
  const provider = pool.settings.identityProvider;
  if (provider === null || !pool.federation.isWaiting(state)) {
    return redirectToErrorPage(c, 'invalid_request');
  }
  const content = html`
<h1>Demo provider</h1>
<p class="lead">This is not ${provider}: it stands in for it and believes whatever you enter.</p>
${errorSummary(error)}
<form method="post" action="/_local/idp?state=${state}">
  <input type="hidden" name="_csrf" value="${csrfToken(c)}">
  <div class="field">
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" value="${email}" required autofocus
      autocomplete="off" autocapitalize="none" spellcheck="false"${invalid(error !== null)}>
  </div>
  <div class="field">
    <label for="name">Name <span>(optional)</span></label>
    <input id="name" name="name" type="text" value="${name}" autocomplete="off">
  </div>
  <button type="submit">Continue</button>
</form>`;
  return c.html(layout({ title: 'Demo provider', content }));
}

/** 21 digits, as Google's ids have, and the same for the same address. */
function idOf(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`).toString();
  return `1${digits.slice(0, 20)}`;
}
