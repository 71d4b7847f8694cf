import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Pool } from '../pool';
import { englishFrame } from './frame';
import { layout } from './layout';

/** `GET /`: what this is and how to point an app at it. Cognito has no such page. */
export function showHome(pool: Pool) {
  return (c: Context) => {
    const content = html`
<h1>Local user pool</h1>
<p class="lead">A stand-in for an Amazon Cognito user pool on this computer.</p>
<pre>COGNITO_ISSUER=${pool.issuer}
COGNITO_DOMAIN=${pool.domain}
COGNITO_CLIENT_ID=${pool.settings.clients[0].id}</pre>
<ul>
  <li><a href="/_local/inbox">Inbox</a>: codes that would have been e-mailed</li>
  <li><a href="${pool.issuer}/.well-known/openid-configuration">Discovery document</a></li>
  <li><a href="${pool.issuer}/.well-known/jwks.json">Signing keys</a></li>
</ul>`;
    return c.html(
      layout({ frame: englishFrame(pool), title: 'Local user pool', content, wide: true }),
    );
  };
}
