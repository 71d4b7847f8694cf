import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { UserPool } from '../index';

/** What a browser has to know of a pool, which may run in another process. */
export type PoolFacts = Pick<UserPool, 'domain' | 'clientId' | 'redirectUris' | 'user'>;

/** An authorization request's query, with what a careful client sends. */
export function authorizationQuery(
  pool: PoolFacts,
  changes: Record<string, string | null> = {},
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: pool.clientId,
    redirect_uri: redirectUri(pool),
    scope: 'openid email profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.toString();
}

/** The PKCE verifier behind `authorizationQuery`. */
export const verifier = randomBytes(32).toString('base64url');

export function redirectUri(pool: PoolFacts): string {
  return pool.redirectUris[0] ?? '';
}

function challengeOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** For tests: keeps cookies and fills in forms, and shows each redirect instead of following it. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #pool: PoolFacts;

  constructor(pool: PoolFacts) {
    this.#pool = pool;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  deleteCookie(name: string): void {
    this.#cookies.delete(name);
  }

  /** @param path on the pool's domain, with its query */
  get(path: string): Promise<Response> {
    return this.#fetch(path, {});
  }

  post(path: string, fields: Record<string, string>): Promise<Response> {
    return this.#fetch(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Opens the page, then posts its form there with its CSRF token. */
  async submit(path: string, fields: Record<string, string>, action = path): Promise<Response> {
    const page = await (await this.get(path)).text();
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    return this.post(action, { _csrf: csrf, ...fields });
  }

  /** Signs in as the seeded user; the answer is the redirect to the client. */
  signIn(query = authorizationQuery(this.#pool)): Promise<Response> {
    return this.submit(`/login?${query}`, { ...this.#pool.user });
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#pool.domain), {
      ...init,
      headers: { cookie },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (/max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Where a redirect leads, with its parameters. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? '', 'http://relative.invalid');
}

/**
 * The tokens of a fresh sign-in.
 * @param changes to the authorization request
 * @param fields further ones of the token request
 */
export async function signInForTokens(
  pool: UserPool,
  changes: Record<string, string | null> = {},
  fields: Record<string, string> = {},
): Promise<Tokens> {
  const back = await new TestBrowser(pool).signIn(authorizationQuery(pool, changes));
  const code = locationOf(back).searchParams.get('code') ?? '';
  const codeVerifier = changes.code_challenge === null ? {} : { code_verifier: verifier };
  const answer = await postToken(pool, {
    grant_type: 'authorization_code',
    redirect_uri: changes.redirect_uri ?? redirectUri(pool),
    ...(changes.client_id ? { client_id: changes.client_id } : {}),
    code,
    ...codeVerifier,
    ...fields,
  });
  return (await answer.json()) as Tokens;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

export function postToken(pool: UserPool, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ client_id: pool.clientId, ...fields });
  return fetch(`${pool.domain}/oauth2/token`, { method: 'POST', body });
}

/** What an authenticator app shows for the key on the page. */
export function appCode(pool: UserPool, key: string): string {
  const secret = Secret.fromBase32(key.replaceAll(' ', ''));
  return TOTP.generate({ secret, timestamp: pool.clock.now() });
}

/**
 * Signs in at the demo provider, by its form.
 * @param page the authorization request there
 * @returns the redirect to the pool
 */
export async function answerProvider(
  browser: TestBrowser,
  page: URL,
  fields: Record<string, string>,
): Promise<URL> {
  const form = await followRedirects(browser, page);
  const back = await followRedirects(browser, new URL(form.url), fields);
  return locationOf(back);
}

/** Follows redirects until a page, or a redirect to another origin. */
export async function followRedirects(
  browser: TestBrowser,
  url: URL,
  fields?: Record<string, string>,
): Promise<Response> {
  const response = await (fields ? browser.post(url.href, fields) : browser.get(url.href));
  const location = response.headers.get('location');
  if (location === null) return response;
  const next = new URL(location, url);
  return next.origin === url.origin ? followRedirects(browser, next) : response;
}

/** A sign-in by the demo provider that the query asks for. @returns the redirect to the client */
export async function signInByProvider(
  browser: TestBrowser,
  query: string,
  person: { email: string; name: string },
): Promise<Response> {
  const away = await browser.get(`/oauth2/authorize?${query}`);
  return browser.get((await answerProvider(browser, locationOf(away), person)).href);
}

/** Exchanges the code of a redirect to the client. */
export async function tokensOf(pool: UserPool, back: Response): Promise<Tokens> {
  const answer = await postToken(pool, {
    grant_type: 'authorization_code',
    code: locationOf(back).searchParams.get('code') ?? '',
    redirect_uri: redirectUri(pool),
    code_verifier: verifier,
  });
  return (await answer.json()) as Tokens;
}
