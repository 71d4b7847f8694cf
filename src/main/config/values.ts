import { z } from 'zod';
import { parseUrl } from '../../shared/parse-url';

/**
 * Checks that the schemas of `settings.ts` are made of. A check gives what is wrong, which finishes the
 * sentence "`key` …", or `null`. It never quotes the value: a secret pasted into the wrong setting must not
 * end up in a window or a log.
 */

/** RFC 8252 §7.3, and `localhost`, which Cognito names as its one exception to https. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname);
}

type Check = (value: string) => string | null;

/** A text that passes `check`, which gives what is wrong, or `null`. */
export function text(check: Check) {
  return z.string({ error: 'is not a text' }).superRefine((value, context) => {
    const problem = formProblem(value) ?? check(value);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
}

function formProblem(value: string): string | null {
  if (value === '') return 'is empty';
  if (value !== value.trim()) return 'has a space around it';
  // `set COGNITO_CLIENT_ID="x"` on Windows, and env files of Docker.
  if (/^(["']).*\1$/.test(value)) return 'has quotation marks around it';
  // The URL parser drops them, so what is compared exactly would not be what was checked.
  return /\p{Cc}/u.test(value) ? 'has a character that cannot be seen' : null;
}

export function list(item: z.ZodType<string>) {
  return z.array(item, { error: 'is not a list of texts' }).superRefine((values, context) => {
    if (new Set(values).size !== values.length) {
      context.addIssue({ code: 'custom', message: 'names something twice' });
    }
  });
}

/** A list with one value at least. */
export function notEmpty<T extends z.ZodType>(list: z.ZodArray<T>): z.ZodArray<T> {
  return list.min(1, { error: 'is an empty list' });
}

function httpsProblem(url: URL): string | null {
  if (url.username !== '' || url.password !== '') return 'has a user name or password in it';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'is not an https address';
  return isLoopback(url)
    ? null
    : 'uses http, which is only allowed for localhost, 127.0.0.1 and [::1]';
}

export function originProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  const problem = httpsProblem(url);
  if (problem !== null) return problem;
  if (url.pathname !== '/' || value.includes('?') || value.includes('#')) {
    return 'has a path after the host name';
  }
  return url.hostname.includes('*') ? 'has a wildcard' : null;
}

export function domainProblem(value: string): string | null {
  if (/^[a-z0-9-]+$/i.test(value) && value !== 'localhost') return 'is only a prefix';
  if (/^(https:\/\/)?(issuer-)?cognito-idp[.-]/i.test(value)) {
    return 'is the host of the issuer and the API, not the domain of the hosted UI';
  }
  const problem = originProblem(withScheme(value));
  return problem ?? (new URL(withScheme(value)).hostname.endsWith('.') ? 'ends with a dot' : null);
}

/** `example.auth.eu-west-1.amazoncognito.com` is as good as with `https://`. */
export function withScheme(domain: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(domain) ? domain : `https://${domain}`;
}

/** RFC 8414 §2: https, no query, no fragment. A trailing slash is kept, since `iss` is compared exactly. */
export function issuerProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  if (value.includes('?') || value.includes('#')) return 'has a query or a fragment';
  if (url.pathname.includes('/.well-known/')) return 'is the address of the discovery document';
  return httpsProblem(url);
}

/** RFC 6749 §3.1.2 (absolute, no fragment); RFC 8252 §7.1 (reverse-DNS scheme) and §7.3 (loopback). */
export function redirectProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null || /\s/.test(value)) return 'is not an absolute address';
  if (/[,;|][a-z][a-z0-9+.-]*:\//i.test(value)) return 'has more than one address';
  if (value.includes('#')) return 'has a fragment (#)';
  if (value.includes('?')) return 'has a query (?)';
  if (url.protocol === 'https:' || url.protocol === 'http:') return httpsProblem(url);
  const scheme = value.slice(0, value.indexOf(':'));
  if (!scheme.includes('.')) return 'has a scheme without a dot, which other apps can have too';
  if (scheme !== scheme.toLowerCase()) return 'has capital letters in its scheme';
  return url.username !== '' || url.password !== '' ? 'has a user name or password in it' : null;
}

/** RFC 8252 §7.3. The port is written out, since Cognito compares it (SEC-23). */
export function loopbackProblem(value: string): string | null {
  const problem = redirectProblem(value);
  if (problem !== null) return problem;
  const url = new URL(value);
  if (url.protocol !== 'http:' || !isLoopback(url)) {
    return 'is not an http address of localhost, 127.0.0.1 or [::1]';
  }
  return url.port === '' ? 'names no port' : null;
}

export function bounceProblem(value: string): string | null {
  const problem = redirectProblem(value);
  if (problem !== null) return problem;
  return /^https?:/.test(value) ? null : 'is not an https address';
}

/** Cognito API reference, `ProviderName`. */
export function identityProviderProblem(value: string): string | null {
  return value.length > 32 ? 'is longer than 32 characters' : null;
}

/** No exception for loopback: what comes from there is installed (SEC-71). */
export function feedProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  if (value.includes('?') || value.includes('#')) return 'has a query or a fragment';
  return url.protocol === 'https:' ? httpsProblem(url) : 'is not an https address';
}

export function matching(pattern: RegExp, problem: string): Check {
  return (value) => (pattern.test(value) ? null : problem);
}

/** A number, also as a text, which is all that the environment has. */
export function amount(smallest: number, largest: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    z
      .number({ error: 'is not a number' })
      .min(smallest, { error: `is below ${smallest}` })
      .max(largest, { error: `is above ${largest}` }),
  );
}

export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'is neither true nor false' }),
);
