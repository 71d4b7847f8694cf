import * as fc from 'fast-check';
import { AppError } from '../../src/main/auth/errors';
import { OidcClient } from '../../src/main/auth/oidc-client';
import type { Tokens } from '../../src/main/auth/token-answer';
import { configFor, jsonResponse, pool, timerlessClock } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

/** In every text of an answer, so that it is found wherever the answer is repeated. */
const secret = 'hunter2-';

const text = fc.oneof(fc.constantFrom('', 'token'), oddText).map((each) => secret + each);
const amount = fc.constantFrom(
  3600,
  0,
  -1,
  1e308,
  1.5,
  '3600',
  '3600x',
  'soon',
  null,
  true,
  [],
  {},
);
const member = fc.oneof(
  fc.tuple(fc.constant('access_token'), fc.oneof(text, anyJson)),
  fc.tuple(
    fc.constant('token_type'),
    fc.oneof(fc.constantFrom('bearer', 'DPoP', 'mac', ''), anyJson),
  ),
  fc.tuple(fc.constant('expires_in'), fc.oneof({ weight: 4, arbitrary: amount }, anyJson)),
  fc.tuple(fc.constant('refresh_token'), fc.oneof(text, anyJson)),
  fc.tuple(
    fc.constant('id_token'),
    fc.oneof(text, anyJson, fc.constantFrom('a.b.c', 'e30.e30.', '....')),
  ),
  fc.tuple(fc.constant('scope'), anyJson),
  fc.tuple(
    fc.constant('error'),
    fc.oneof(
      fc.constantFrom('invalid_grant', 'invalid_client', 'INVALID_GRANT', 'invalid_scope', ''),
      text,
      anyJson,
    ),
  ),
  fc.tuple(
    fc.constantFrom('error_description', 'error_uri', '__proto__', 'x'),
    fc.oneof(text, anyJson),
  ),
);
const usual: [string, unknown][][] = [
  [
    ['access_token', `${secret}a`],
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
  ],
  [
    ['access_token', 'a'],
    ['token_type', 'Bearer'],
    ['refresh_token', `${secret}r`],
  ],
  [['error', 'invalid_grant']],
  [
    ['error', 'invalid_grant'],
    ['error_description', `${secret}d`],
  ],
  [],
];
const json = fc
  .tuple(fc.constantFrom(...usual), fc.array(member, { maxLength: 2 }))
  .map(([first, more]) => JSON.stringify(objectOf([...first, ...more])));
const body = fc.oneof(
  { weight: 16, arbitrary: json },
  fc.tuple(json, fc.nat(100)).map(([whole, end]) => whole.slice(0, end)),
  json.map((whole) => `\ufeff${whole}`),
  fc.tuple(anyJson).map(([value]) => JSON.stringify(value)),
  text,
  fc.constantFrom(
    '',
    '{"expires_in":1e999,"access_token":"a","token_type":"bearer"}',
    '<html>',
    '[{}]',
  ),
);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const type = fc.oneof(
  { weight: 16, arbitrary: fc.constant('application/json') },
  fc.constantFrom(
    'application/json;charset=utf-8',
    'APPLICATION/JSON',
    'text/html',
    'text/json',
    '',
  ),
);
const more: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string>>(
    { 'www-authenticate': `Basic realm="${secret}"` },
    { 'www-authenticate': `${secret},,=` },
    { date: 'Thu, 01 Jan 1970 00:00:00 GMT' },
    { date: secret },
    { 'retry-after': '1' },
    { location: 'https://evil.example/' },
  ),
);
const status = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(200, 200, 400) },
  fc.constantFrom(201, 204, 299, 301, 302, 307, 401, 403, 404, 409, 422, 429, 499, 500, 503, 599),
);
const answer: fc.Arbitrary<Answer> = fc
  .tuple(status, type, more, body)
  .map(([code, contentType, headers, content]) => ({
    status: code,
    headers: { ...headers, 'content-type': contentType },
    body: content,
  }));

/** Every code that a token request can end with, but `session-ended`. Not `internal`: that is a bug. */
const codes = [
  ...['code-rejected', 'client-rejected', 'invalid-scope', 'provider-invalid-response'],
  ...['id-token-invalid', 'id-token-expired', 'signature-invalid', 'nonce-mismatch'],
  ...['issuer-mismatch', 'audience-mismatch', 'subject-changed'],
];

function parsed(bytes: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(new TextEncoder().encode(bytes)));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

const neverAborted = new AbortController().signal;

async function request(operation: 'code' | 'refresh', given: Answer): Promise<void> {
  const kept: string[] = [];
  const client = new OidcClient({
    config: configFor(pool),
    clock: timerlessClock,
    fetch: async (_url, init) => {
      if (init?.method !== 'POST') return jsonResponse({ keys: [] });
      const { status: code, headers, body: content } = given;
      return new Response(code === 204 ? null : content, { status: code, headers });
    },
  });
  const onRotated = async (rotated: string) => void kept.push(rotated);
  const outcome: Tokens | { error: unknown } = await (operation === 'code'
    ? client.exchange(
        { code: 'c', redirectUri: 'a.b://c', codeVerifier: 'v', nonce: 'n', maxAgeMs: null },
        neverAborted,
      )
    : client.refresh('r', { subject: 's', onRotated, signal: neverAborted })
  ).catch((error: unknown) => ({ error }));
  checkOutcome(operation, given, outcome);
  const { refresh_token: rotated } = given.status === 200 ? parsed(given.body) : {};
  const wanted = operation === 'refresh' && typeof rotated === 'string' && rotated !== '';
  check(kept.join() === (wanted ? rotated : ''), `kept ${fc.stringify(kept)}`);
}

function checkOutcome(
  operation: string,
  given: Answer,
  outcome: Tokens | { error: unknown },
): void {
  const content = parsed(given.body);
  if ('accessToken' in outcome) {
    check(given.status === 200, `tokens from an answer with ${given.status}`);
    check(outcome.accessToken === content.access_token, 'another access token');
    check(String(content.token_type).toLowerCase() === 'bearer', 'tokens of another type');
    check(
      Number.isFinite(outcome.lifetimeMs) && outcome.lifetimeMs >= 0,
      `${outcome.lifetimeMs} ms`,
    );
    check(outcome.refreshToken === (content.refresh_token ?? null), 'another refresh token');
    return;
  }
  const { error } = outcome;
  check(error instanceof AppError, `it threw ${error}`);
  check(!JSON.stringify(error.toProblem()).includes(secret), 'the answer is repeated');
  const isEnd =
    operation === 'refresh' && given.status === 400 && content.error === 'invalid_grant';
  if (error.code === 'session-ended') {
    check(isEnd, 'a session ended');
    return;
  }
  check(codes.includes(error.code), `it ended with ${error.code}`);
  const isPlain = given.headers['content-type'] === 'application/json';
  check(!isEnd || !isPlain || 'www-authenticate' in given.headers, 'a session did not end');
}

export const tokenAnswerTargets: readonly Target[] = [
  {
    name: 'answers of the token endpoint',
    runs: 100_000,
    shortRuns: 600,
    open: () => ({
      property: fc.asyncProperty(fc.constantFrom('code', 'refresh', 'refresh'), answer, request),
    }),
  },
];
