import type { Context } from 'hono';
import { html } from 'hono/html';
import { formBody } from '../endpoints/form-body';
import { layout } from '../pages/layout';
import { csrfToken, isCsrfTokenValid } from '../sessions/csrf';
import type { Demo } from './demo';
import { endSession, findSession } from './session';

/** `GET /`: what this is, and the way out for whoever is signed in here. */
export function showHome({ issuer, store }: Demo) {
  return (c: Context) => {
    const person = findSession(c, store);
    const content = html`
<h1>Demo provider</h1>
<p class="lead">An OpenID provider on this computer that believes whatever it is told.</p>
<ul><li><a href="${issuer}/.well-known/openid-configuration">Discovery document</a></li></ul>
${
  person === undefined
    ? html`<p>Nobody is signed in here.</p>`
    : html`<p>${person.email} is signed in here, whatever they do at the user pool.</p>
<form method="post" action="/">
  <input type="hidden" name="_csrf" value="${csrfToken(c)}">
  <button type="submit">Sign out here</button>
</form>`
}`;
    return c.html(layout({ title: 'Demo provider', content }));
  };
}

/** `POST /` */
export function signOut({ store }: Demo) {
  return async (c: Context) => {
    const form = await formBody(c);
    if (isCsrfTokenValid(c, form?.get('_csrf') ?? '')) endSession(c, store);
    return c.redirect('/', 303);
  };
}
