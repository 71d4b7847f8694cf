import type { Context } from 'hono';
import { html } from 'hono/html';
import { errorSummary, invalid, layout } from '../pages/layout';
import { csrfToken } from '../sessions/csrf';
import type { AuthenticationRequest } from './request';

/** The page that asks who is there, and says plainly that it is for show. */
export function showQuestion(
  c: Context,
  { client }: AuthenticationRequest,
  { email, name, error }: { email: string; name: string; error: string | null },
  status: 200 | 403 = 200,
): Response | Promise<Response> {
  const content = html`
<h1>Demo provider</h1>
<p class="lead">This is not ${client.plays}: it stands in for it and believes whatever you enter.</p>
${errorSummary(error)}
<form method="post" action="/authorize${new URL(c.req.url).search}">
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
  <p class="hint"><button class="plain" type="submit" name="cancel" value="1" formnovalidate>Do not sign in</button></p>
</form>`;
  return c.html(layout({ title: 'Demo provider', content }), status);
}

/** What cannot be told to the relying party: who it is, or where it is, is in doubt. */
export function showRefusal(c: Context, message: string): Response | Promise<Response> {
  const content = html`
<h1>Something went wrong</h1>
<p class="lead">${message}</p>`;
  return c.html(layout({ title: 'Demo provider', content }), 400);
}
