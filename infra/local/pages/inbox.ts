import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Pool } from '../pool';
import { englishFrame } from './frame';
import { layout } from './layout';

/** `GET /_local/inbox`: the mails that Cognito would have sent, newest first. */
export function showInbox(pool: Pool) {
  return (c: Context) => {
    const mails = [...pool.inbox.mails].reverse();
    const content = html`
<h1>Inbox</h1>
<p class="lead">What Cognito would have e-mailed. <a href="/_local/inbox">Look again</a></p>
${
  mails.length === 0
    ? html`<p>No mail yet. A code arrives here when somebody signs up.</p>`
    : html`<ul class="mails">${mails.map(
        (mail) => html`<li><p>${mail.subject} · ${mail.to}</p><strong>${mail.code}</strong></li>`,
      )}</ul>`
}`;
    return c.html(layout({ frame: englishFrame(pool), title: 'Inbox', content, wide: true }));
  };
}
