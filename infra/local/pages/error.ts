import type { Context } from 'hono';
import { html } from 'hono/html';
import { findClient } from '../app-client';
import type { Pool } from '../pool';
import { type Html, layout } from './layout';

/**
 * `GET /error`: a 400 with Cognito's own words, and below them what Cognito keeps to itself: why.
 * Only known errors are explained; text from the query is shown escaped and never as markup.
 */
export function showError(pool: Pool) {
  return (c: Context) => {
    const error = c.req.query('error') ?? 'unknown';
    const content = html`
<h1>Something went wrong</h1>
<p class="lead">An error was encountered with the requested page.</p>
<p><code>${error.slice(0, 100)}</code></p>
${explain(pool, error, c.req.query('client_id'))}`;
    return c.html(layout({ title: 'Error', content }), 400);
  };
}

function explain(pool: Pool, error: string, clientId: string | undefined): Html | '' {
  const { clients } = pool.settings;
  const { redirectUris, signOutUris } = findClient(pool.settings, clientId) ?? clients[0];
  switch (error) {
    case 'redirect_mismatch':
      return html`
<p>The redirect or sign-out URI is not registered with this app client. It has to be the very same
text: scheme, port, path and trailing slash.</p>
${list('Redirect URIs', redirectUris)}
${list('Sign-out URIs', signOutUris)}`;
    case 'invalid_client':
      return html`<p>There is no such app client.</p>
${list(
  'App clients',
  clients.map(({ id }) => id),
)}`;
    case 'Required parameters missing':
      return html`<p>The request needs <code>client_id</code>, <code>redirect_uri</code> and
<code>response_type</code>.</p>`;
    default:
      return '';
  }
}

function list(title: string, items: readonly string[]): Html {
  return html`<h2>${title}</h2>
<ul>${items.map((item) => html`<li><code>${item}</code></li>`)}</ul>`;
}
