import type { Context } from 'hono';
import { parseAuthorizationRequest } from '../endpoints/authorization-request';
import { formBody } from '../endpoints/form-body';
import { redirectToProvider } from '../endpoints/idp-response';
import { redirectWithError } from '../endpoints/redirects';
import { allowsProvider } from '../options/app-client';
import type { Pool } from '../pool';
import { csrfToken, isCsrfTokenValid } from '../sessions/csrf';
import { errorPage } from './error';
import { frameOf } from './frame';
import type { PageContext } from './page-context';
import { showProviders } from './provider-buttons';

export interface SubmittedPage extends PageContext {
  /** A field's value, empty when it is missing. */
  field(name: string): string;
}

type Answer = Response | Promise<Response>;

/** Serves the page where a sign-in begins: whoever comes back here starts over. */
export function showFirstPage(pool: Pool, show: (page: PageContext) => Answer) {
  return (c: Context): Answer =>
    withRequest(c, pool, (page) => {
      pool.signInAttempts.begin(c);
      return show(page);
    });
}

/** Serves a page that can be opened directly, too. */
export function showPage(pool: Pool, show: (page: PageContext) => Answer) {
  return (c: Context): Answer =>
    withRequest(c, pool, (page) => {
      if (!pool.signInAttempts.isOpen(c)) pool.signInAttempts.begin(c);
      return show(page);
    });
}

/** Serves a page that another one leads to. */
export function showNextPage(pool: Pool, show: (page: PageContext) => Answer) {
  return (c: Context): Answer => withRequest(c, pool, show);
}

/**
 * Takes a page's form. One without the browser's own CSRF token is refused and shown afresh:
 * it may come from another site.
 */
export function submitPage(
  pool: Pool,
  refuse: (page: SubmittedPage) => Answer,
  submit: (page: SubmittedPage) => Answer,
) {
  return async (c: Context): Promise<Response> => {
    const form = (await formBody(c)) ?? new URLSearchParams();
    const field = (name: string) => form.get(name) ?? '';
    if (isCsrfTokenValid(c, field('_csrf'))) {
      return withRequest(c, pool, (page) => submit({ ...page, field }));
    }
    c.status(403);
    return showPage(pool, (page) => refuse({ ...page, field }))(c);
  };
}

/** The query is a valid authorization request; others go where errors go. */
function withRequest(c: Context, pool: Pool, show: (page: PageContext) => Answer): Answer {
  const { search, searchParams } = new URL(c.req.url);
  const frame = frameOf(c, pool);
  const { text, look } = frame;
  // Managed login says this in place and the classic hosted UI on /error (seen with /logout).
  if (look === 'managed' && !searchParams.get('client_id')) {
    return errorPage(c, frame, text.clientIdMissing);
  }
  const parsed = parseAuthorizationRequest(pool, searchParams);
  if (parsed.kind !== 'valid') return redirectWithError(c, pool, parsed);
  const { request } = parsed;
  const page = { c, pool, request, search, csrf: csrfToken(c), frame, text };
  // A client without the pool's own people has none of their pages.
  if (allowsProvider(request.client, 'COGNITO')) return show(page);
  const { provider } = request;
  if (provider === null || provider === 'COGNITO') return showProviders(page);
  return redirectToProvider(c, pool, provider, request);
}
