import { z } from 'zod';
import { flowNames } from '../../shared/flows';
import { parseUrl } from '../../shared/parse-url';
import type { ConfigKey } from './keys';

/**
 * One schema per setting. A schema's message finishes the sentence "`key` …" and never quotes the
 * value: a secret pasted into the wrong place must not end up in a window or a log.
 */

/** RFC 8252 §7.3, and `localhost`, which Cognito names as its one exception to https. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname);
}

type Check = (value: string) => string | null;

/** A text that passes `check`, which gives what is wrong, or `null`. */
function text(check: Check) {
  return z.string({ error: 'is not a text' }).superRefine((value, context) => {
    const problem = formProblem(value) ?? check(value);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
}

function formProblem(value: string): string | null {
  if (value === '') return 'is empty';
  if (value !== value.trim()) return 'has a space around it';
  // The URL parser drops them, so what is compared exactly would not be what was checked.
  return /\p{Cc}/u.test(value) ? 'has a character that cannot be seen' : null;
}

function list(item: z.ZodType<string>) {
  return z.array(item, { error: 'is not a list of texts' }).superRefine((values, context) => {
    if (new Set(values).size !== values.length) {
      context.addIssue({ code: 'custom', message: 'names something twice' });
    }
  });
}

function httpsProblem(url: URL): string | null {
  if (url.username !== '' || url.password !== '') return 'has a user name or password in it';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'is not an https address';
  return isLoopback(url)
    ? null
    : 'uses http, which is only allowed for localhost, 127.0.0.1 and [::1]';
}

function originProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  const problem = httpsProblem(url);
  if (problem !== null) return problem;
  if (url.pathname !== '/' || value.includes('?') || value.includes('#')) {
    return 'has a path after the host name';
  }
  return url.hostname.includes('*') ? 'has a wildcard' : null;
}

function domainProblem(value: string): string | null {
  if (/^[a-z0-9-]+$/i.test(value) && value !== 'localhost') return 'is only a prefix';
  const problem = originProblem(withScheme(value));
  return problem ?? (new URL(withScheme(value)).hostname.endsWith('.') ? 'ends with a dot' : null);
}

/** `example.auth.eu-west-1.amazoncognito.com` is as good as with `https://`. */
export function withScheme(domain: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(domain) ? domain : `https://${domain}`;
}

/** RFC 8414 §2: https, no query, no fragment. A trailing slash is kept, since `iss` is compared exactly. */
function issuerProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  if (value.includes('?') || value.includes('#')) return 'has a query or a fragment';
  return httpsProblem(url);
}

/** RFC 6749 §3.1.2 (absolute, no fragment); RFC 8252 §7.1 (reverse-DNS scheme) and §7.3 (loopback). */
function redirectProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null || /\s/.test(value)) return 'is not an absolute address';
  if (value.includes('#')) return 'has a fragment (#)';
  if (value.includes('?')) return 'has a query (?)';
  if (url.protocol === 'https:' || url.protocol === 'http:') return httpsProblem(url);
  const scheme = value.slice(0, value.indexOf(':'));
  if (!scheme.includes('.')) return 'has a scheme without a dot, which other apps can have too';
  if (scheme !== scheme.toLowerCase()) return 'has capital letters in its scheme';
  return url.username !== '' || url.password !== '' ? 'has a user name or password in it' : null;
}

/** RFC 8252 §7.3. The port is written out, since Cognito compares it (SEC-23). */
function loopbackProblem(value: string): string | null {
  const problem = redirectProblem(value);
  if (problem !== null) return problem;
  const url = new URL(value);
  if (url.protocol !== 'http:' || !isLoopback(url)) {
    return 'is not an http address of localhost, 127.0.0.1 or [::1]';
  }
  return url.port === '' ? 'names no port' : null;
}

function bounceProblem(value: string): string | null {
  const problem = redirectProblem(value);
  if (problem !== null) return problem;
  return /^https?:/.test(value) ? null : 'is not an https address';
}

/** Cognito API reference, `ProviderName`. */
function identityProviderProblem(value: string): string | null {
  return value.length > 32 ? 'is longer than 32 characters' : null;
}

/** No exception for loopback: what comes from there is installed (SEC-71). */
function feedProblem(value: string): string | null {
  const url = parseUrl(value);
  if (url === null) return 'is not a web address';
  if (value.includes('?') || value.includes('#')) return 'has a query or a fragment';
  return url.protocol === 'https:' ? httpsProblem(url) : 'is not an https address';
}

function matching(pattern: RegExp, problem: string): Check {
  return (value) => (pattern.test(value) ? null : problem);
}

/** A number, also as a text, which is all that the environment has. */
function amount(smallest: number, largest: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    z
      .number({ error: 'is not a number' })
      .min(smallest, { error: `is below ${smallest}` })
      .max(largest, { error: `is above ${largest}` }),
  );
}

const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'is neither true nor false' }),
);

const redirect = {
  schema: text(redirectProblem),
  expected:
    'an address like com.example.app://auth/callback, http://localhost:5000 or https://app.example.com/callback, exactly as it is registered',
};

export const valueRules = {
  region: {
    schema: text(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not the name of an AWS region')),
    expected: 'a region like eu-west-1',
  },
  userPoolId: {
    schema: text(matching(/^[\w-]+_[0-9a-zA-Z]+$/, 'does not look like a user pool id')),
    expected: 'a user pool id like eu-west-1_AbCdEf123',
  },
  domain: {
    schema: text(domainProblem),
    expected:
      'the whole domain, like example.auth.eu-west-1.amazoncognito.com, and nothing after it',
  },
  clientId: {
    schema: text(
      matching(/^[\x21-\x7e]{1,256}$/, 'has a space or a character that no client id has'),
    ),
    expected: 'the id of the app client',
  },
  redirectUri: redirect,
  signOutUri: redirect,
  scopes: {
    // RFC 6749 §3.3
    schema: list(
      text(matching(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'has a name that no scope can have')),
    ),
    expected: 'a list like ["openid", "profile", "email"]',
  },
  consentPrompt: {
    schema: flag,
    expected: 'true or false',
  },
  identityProvider: {
    schema: text(identityProviderProblem),
    expected: 'the name of an identity provider of the user pool, like Google or COGNITO',
  },
  identityProviders: {
    schema: list(text(identityProviderProblem)),
    expected: 'a list of identity providers of the user pool, like ["Google", "COGNITO"]',
  },
  flows: {
    schema: z
      .array(z.enum(flowNames, { error: 'names a way to sign in that there is not' }), {
        error: 'is not a list of texts',
      })
      .min(1, { error: 'is an empty list' })
      .refine((values) => new Set(values).size === values.length, 'names something twice'),
    expected: `a list of ${flowNames.map((name) => `"${name}"`).join(', ')}, in the order to try`,
  },
  loopbackRedirectUris: {
    schema: list(text(loopbackProblem)).refine((uris) => uris.length > 0, 'is an empty list'),
    expected: 'a list like ["http://localhost:42813/callback"], each as it is registered',
  },
  bouncePage: {
    schema: text(bounceProblem),
    expected: 'an https address like https://sign-in.example.com/bounce.html, as it is registered',
  },
  issuer: {
    schema: text(issuerProblem),
    expected: 'an https address, exactly as it stands in `iss` of the tokens',
  },
  allowedOrigins: {
    schema: list(text(originProblem)),
    expected: 'a list of origins like ["https://login.example.com"]',
  },
  idleLimitMinutes: {
    // The session looks at the clock every half minute.
    schema: amount(1, 366 * 24 * 60),
    expected: 'a number of minutes, like 30; leave it out for no limit',
  },
  sessionLimitHours: {
    schema: amount(0.1, 10 * 366 * 24),
    expected: 'a number of hours, like 12; leave it out for no limit',
  },
  refreshTokenDays: {
    // CloudFormation, UserPoolClient: 60 minutes to 10 years
    schema: amount(0.04, 3650),
    expected: 'the refresh token validity of the app client in days, like 30',
  },
  globalSignOut: {
    schema: flag,
    expected: 'true or false',
  },
  keychainFallback: {
    schema: z.enum(['memory', 'encrypted-file'], { error: 'is not one of the choices' }),
    expected: '"memory" or "encrypted-file"',
  },
  apiOrigins: {
    schema: list(text(originProblem)),
    expected: 'a list of origins like ["https://api.example.com"]',
  },
  apiMaxMegabytes: {
    // Bodies are held in memory, in main and in the page.
    schema: amount(0.001, 100),
    expected: 'a number of megabytes, like 10',
  },
  apiTimeoutSeconds: {
    schema: amount(1, 3600),
    expected: 'a number of seconds, like 60',
  },
  updateFeed: {
    schema: text(feedProblem),
    expected: 'an https address of a folder, like https://downloads.example.com/app/',
  },
  updateKeys: {
    // RFC 8037 §2: 32 bytes in base64url; the last of the 43 characters has two bits to spare
    schema: list(
      text(
        matching(/^[\w-]{42}[AEIMQUYcgkosw048]$/, 'has something that is no Ed25519 public key'),
      ),
    ).refine((keys) => keys.length > 0, 'is an empty list'),
    expected: 'a list of public keys as `npm run release:key` prints them',
  },
} as const satisfies Record<ConfigKey, { schema: z.ZodType; expected: string }>;

export type ConfigValues = { [K in ConfigKey]?: z.infer<(typeof valueRules)[K]['schema']> };
