import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { errors } from 'oidc-provider';
import { formBody } from '../endpoints/form-body';
import { pageHeaders } from '../http/page-headers';
import { isEmailAddress } from '../options/user-attributes';
import { assets } from '../pages/assets';
import { errorSummary, type Html, invalid, layout } from '../pages/layout';
import { en } from '../pages/text/texts';
import { csrfToken, isCsrfTokenValid } from '../sessions/csrf';
import type { DemoIssuer, NodePair } from './issuer';

type Visit = Context<{ Bindings: NodePair }>;

const title = 'Demo provider';
/** The demo provider's own pages (sign-in, and `/` to sign out), and oidc-provider's endpoints. */
export function demoPages(issuer: DemoIssuer): Hono<{ Bindings: NodePair }> {
  return (
    new Hono<{ Bindings: NodePair }>()
      .route('/assets', assets)
      // A form's redirects lead to the pool's client, which isn't known here.
      .use(pageHeaders(null))
      .get('/sign-in/:uid', (c) => showSignIn(issuer, c))
      .post('/sign-in/:uid', (c) => submitSignIn(issuer, c))
      .get('/', (c) => showHome(issuer, c))
      .post('/', (c) => signOut(issuer, c))
      .all('*', (c) => issuer.respond(c.env))
      .onError((error, c) => {
        if (!(error instanceof errors.SessionNotFound)) throw error;
        return c.html(errorPage('This sign-in is over. Start again in the app.'), 400);
      })
  );
}

/** For an error that can't be sent to the relying party, since its address is in doubt. */
export function errorPage(message: string): Html {
  const content = html`
<h1>Something went wrong</h1>
<p class="lead">${message}</p>`;
  return layout({ title, content });
}

/** The interaction's cookie is bound to this path and to this site: no other page can send the form. */
async function showSignIn(issuer: DemoIssuer, c: Visit): Promise<Response> {
  const { params, session } = await issuer.provider.interactionDetails(
    c.env.incoming,
    c.env.outgoing,
  );
  const person = issuer.person(session?.accountId);
  const email = String(params.login_hint ?? person?.email ?? 'demo.person@example.com');
  const name = person?.email === email ? person.name : 'Demo Person';
  return signInPage(c, issuer.nameFor(params.client_id), { email, name }, null);
}

async function submitSignIn(issuer: DemoIssuer, c: Visit): Promise<Response> {
  const form = (await formBody(c)) ?? new URLSearchParams();
  const field = (name: string) => (form.get(name) ?? '').trim();
  const person = { email: field('email'), name: field('name') };
  const { params } = await issuer.provider.interactionDetails(c.env.incoming, c.env.outgoing);
  if (form.has('cancel')) {
    const error_description = 'The user declined';
    return finish(issuer, c, { error: 'access_denied', error_description });
  }
  if (!isEmailAddress(person.email)) {
    return signInPage(c, issuer.nameFor(params.client_id), person, en.invalidEmail);
  }
  const accountId = issuer.remember(person);
  return finish(issuer, c, { login: { accountId }, consent: {}, select_account: {} });
}

type Result = Parameters<DemoIssuer['provider']['interactionResult']>[2];

async function finish(issuer: DemoIssuer, c: Visit, result: Result): Promise<Response> {
  return c.redirect(
    await issuer.provider.interactionResult(c.env.incoming, c.env.outgoing, result),
    303,
  );
}

function signInPage(
  c: Visit,
  provider: string,
  { email, name }: { readonly email: string; readonly name: string },
  error: string | null,
): Response | Promise<Response> {
  const content = html`
<h1>${title}</h1>
<p class="lead">This is not ${provider}: it emulates it and believes whatever you enter.</p>
${errorSummary(error)}
<form method="post" action="${c.req.path}">
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
  return c.html(layout({ title, content }));
}

async function showHome(issuer: DemoIssuer, c: Visit): Promise<Response> {
  const person = issuer.person((await sessionOf(issuer, c)).accountId);
  const content = html`
<h1>${title}</h1>
<p class="lead">An OpenID provider on this computer that believes whatever you enter.</p>
<ul><li><a href="/.well-known/openid-configuration">Discovery document</a></li></ul>
${
  person === undefined
    ? html`<p>No user is signed in here.</p>`
    : html`<p>${person.email} is signed in here, independently of the user pool.</p>
<form method="post" action="/">
  <input type="hidden" name="_csrf" value="${csrfToken(c)}">
  <button type="submit">Sign out here</button>
</form>`
}`;
  return c.html(layout({ title, content }));
}

async function signOut(issuer: DemoIssuer, c: Visit): Promise<Response> {
  const form = await formBody(c);
  const session = await sessionOf(issuer, c);
  if (session.accountId && isCsrfTokenValid(c, form?.get('_csrf') ?? '')) await session.destroy();
  return c.redirect('/', 303);
}

function sessionOf({ provider }: DemoIssuer, c: Visit) {
  return provider.Session.get(provider.createContext(c.env.incoming, c.env.outgoing));
}
