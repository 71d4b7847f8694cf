import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { allowsProvider } from '../app-client';
import {
  type AuthorizationRequest,
  parseAuthorizationRequest,
} from '../endpoints/authorization-request';
import { formBody } from '../endpoints/form-body';
import { redirectToProvider } from '../endpoints/idp-response';
import { redirectWithError } from '../endpoints/redirects';
import type { Pool } from '../pool';
import { csrfToken, isCsrfTokenValid } from '../sessions/csrf';
import { showProviders } from './provider-buttons';

/** What a page of the hosted UI works with. Its query is an authorization request's. */
export interface PageContext {
  readonly c: Context;
  readonly pool: Pool;
  readonly request: AuthorizationRequest;
  /** The query as it came, `?` included; pages hand it on to each other. */
  readonly search: string;
  readonly csrf: string;
}

export interface SubmittedPage extends PageContext {
  /** A field's value, empty when it is missing. */
  field(name: string): string;
}

/** The codes that managed login knows. */
const languages = new Set('de en es fr id it ja ko pt-BR zh-CN zh-TW'.split(' '));

type Answer = Response | Promise<Response>;

export const staleForm =
  'This page was open for too long, or cookies are switched off. Please try again.';

/** Serves a page whose query is a valid authorization request; others go where errors go. */
export function showPage(pool: Pool, show: (page: PageContext) => Answer) {
  return (c: Context): Answer => {
    const { search, searchParams } = new URL(c.req.url);
    const parsed = parseAuthorizationRequest(pool, searchParams);
    if (parsed.kind !== 'valid') return redirectWithError(c, pool, parsed);
    rememberLanguage(c, pool);
    const { request } = parsed;
    const page = { c, pool, request, search, csrf: csrfToken(c) };
    // A client without the pool's own people has none of their pages.
    if (allowsProvider(request.client, 'COGNITO')) return show(page);
    const { provider } = request;
    if (provider === null || provider === 'COGNITO') return showProviders(page);
    return redirectToProvider(c, pool, provider, request);
  };
}

/**
 * Managed login keeps the language that was asked for in a cookie (managed-login page). The pages here
 * have no other language than English.
 */
function rememberLanguage(c: Context, pool: Pool): void {
  const language = c.req.query('lang') ?? '';
  if (!pool.settings.managedLogin || !languages.has(language)) return;
  setCookie(c, 'lang', language, { path: '/', httpOnly: true, sameSite: 'Lax' });
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
      return showPage(pool, (page) => submit({ ...page, field }))(c);
    }
    c.status(403);
    return showPage(pool, (page) => refuse({ ...page, field }))(c);
  };
}
