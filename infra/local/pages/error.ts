import type { Context } from 'hono';
import { html } from 'hono/html';
import { findClient } from '../options/app-client';
import type { Pool } from '../pool';
import { type Frame, frameOf } from './frame';
import { type Html, layout } from './layout';
import type { PageText } from './text/texts';

/**
 * `GET /error`: a 400 with Cognito's own words, and below them what Cognito keeps to itself: why.
 * Only known errors are explained; text from the query is shown escaped and never as markup.
 */
export function showError(pool: Pool) {
  return (c: Context) => {
    const error = c.req.query('error') ?? 'unknown';
    const frame = frameOf(c, pool);
    const why = explain(pool, frame.text, error, c.req.query('client_id'));
    return errorPage(c, frame, error, why);
  };
}

/** The page itself, for an error that is shown where it happened. */
export function errorPage(c: Context, frame: Frame, error: string, why: Html | '' = '') {
  const { text } = frame;
  const content = html`
<h1>${text.somethingWentWrong}</h1>
<p class="lead">${text.pageError}</p>
<pre>${error.slice(0, 100)}</pre>
${why}`;
  return c.html(layout({ frame, title: text.somethingWentWrong, content }), 400);
}

function explain(
  { settings }: Pool,
  text: PageText,
  error: string,
  clientId: string | undefined,
): Html | '' {
  const { clients } = settings;
  const { redirectUris, signOutUris } = findClient(settings, clientId) ?? clients[0];
  switch (error) {
    case 'redirect_mismatch':
      return html`
<p>${text.redirectMismatch}</p>
${list(text.redirectUris, redirectUris)}
${list(text.signOutUris, signOutUris)}`;
    case 'invalid_client':
      return html`
<p>${text.unknownClient}</p>
${list(
  text.appClients,
  clients.map(({ id }) => id),
)}`;
    case 'Required parameters missing':
      return html`<p>${text.parametersMissing}</p>`;
    default:
      return '';
  }
}

function list(title: string, items: readonly string[]): Html {
  return html`<h2>${title}</h2>
<ul>${items.map((item) => html`<li><code>${item}</code></li>`)}</ul>`;
}
