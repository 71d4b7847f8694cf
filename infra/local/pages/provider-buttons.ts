import { html } from 'hono/html';
import { upstreamProvidersOf } from '../federation/choice';
import { type Html, layout } from './layout';
import type { PageContext } from './page-context';

/** The ways to the other identity providers of the client, with whatever else was asked for. */
export function providerButtons({ pool, request, search, text }: PageContext): readonly Html[] {
  return upstreamProvidersOf(pool, request.client).map(({ name }) => {
    const query = new URLSearchParams(search);
    query.set('identity_provider', name);
    return html`<p class="other"><a class="button" href="/oauth2/authorize?${query}">${text.continueWith(name)}</a></p>`;
  });
}

/** The login page of a client that the pool's own people have no business with. */
export function showProviders(page: PageContext): Response | Promise<Response> {
  const { c, frame, text } = page;
  const content = html`
<h1>${text.signIn}</h1>
<p class="lead">${text.chooseProvider}</p>
${providerButtons(page)}`;
  return c.html(layout({ frame, title: text.signIn, content }));
}
