import * as fc from 'fast-check';
import { OidcClient } from '../../../src/main/auth/provider/oidc-client';
import { unbind } from '../../../src/main/auth/tokens/refresh-token';
import { AppError } from '../../../src/main/problems/app-error';
import { configFor, jsonResponse, neverAborted, pool, timerlessClock } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

/** In each text of a response, to find it wherever the response is quoted. */
const secret = 'hunter2-';
const text = oddText.map((each) => secret + each);
const amount = fc.constantFrom(3600, 0, -1, 1e308, 1.5, '3600', '3600x', 'soon', null, true);
const error = fc.constantFrom('invalid_grant', 'invalid_client', 'INVALID_GRANT', '');
const member: fc.Arbitrary<[string, unknown]> = fc.oneof(
  fc.tuple(fc.constantFrom('access_token', 'refresh_token', 'id_token', 'scope'), text),
  fc.tuple(fc.constant('token_type'), fc.constantFrom('bearer', 'DPoP', 'mac', '')),
  fc.tuple(fc.constant('expires_in'), amount),
  fc.tuple(fc.constant('error'), fc.oneof(error, text)),
  fc.tuple(
    fc.oneof(
      fc.constantFrom('access_token', 'token_type', 'expires_in', 'refresh_token', 'id_token'),
      fc.constantFrom('error', 'error_description', 'error_uri', '__proto__'),
    ),
    anyJson,
  ),
);
const usual = fc.constantFrom<[string, unknown][]>(
  [
    ['access_token', `${secret}a`],
    ['token_type', 'Bearer'],
    ['refresh_token', `${secret}r`],
  ],
  [
    ['error', 'invalid_grant'],
    ['error_description', `${secret}d`],
  ],
  [],
);
const json = fc
  .tuple(usual, fc.array(member, { maxLength: 2 }))
  .map(([first, more]) => JSON.stringify(objectOf([...first, ...more])));
const body = fc.oneof(
  { weight: 12, arbitrary: json },
  fc.tuple(json, fc.nat(100)).map(([whole, end]) => whole.slice(0, end)),
  json.map((whole) => `\ufeff${whole}`),
  anyJson.map((value) => JSON.stringify(value)),
  text,
  fc.constantFrom('', '{"expires_in":1e999,"access_token":"a","token_type":"bearer"}', '<html>'),
);
const status = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(200, 400) },
  fc.constantFrom(201, 204, 301, 302, 307, 401, 403, 404, 429, 500, 503, 599),
);
const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  fc.constantFrom('application/json;charset=utf-8', 'APPLICATION/JSON', 'text/html', ''),
);
const header = fc.constantFrom<Record<string, string>>(
  ...[{}, {}, {}, { 'retry-after': '1' }, { location: 'https://evil.example/' }, { date: secret }],
  { 'www-authenticate': `Basic realm="${secret}"` },
  { 'www-authenticate': `${secret},,=` },
);

function membersOf(content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function request(
  isRefresh: boolean,
  code: number,
  headers: Record<string, string>,
  content: string,
): Promise<void> {
  const kept: string[] = [];
  const client = new OidcClient({
    config: configFor(pool),
    clock: timerlessClock,
    fetch: async (_url, init) => {
      if (init?.method !== 'POST') return jsonResponse({ keys: [] });
      return new Response(code === 204 ? null : content, { status: code, headers });
    },
  });
  const onRotated = async (saved: string) => void kept.push(unbind(saved).refreshToken);
  const exchange = { code: 'c', redirectUri: 'a.b://c', codeVerifier: 'v', nonce: 'n' };
  const outcome = await (isRefresh
    ? client.refresh('r', { subject: 's', onRotated, signal: neverAborted })
    : client.exchange({ ...exchange, begunAt: 0, maxAgeMs: null }, neverAborted)
  ).catch((reason: unknown) => ({ reason }));
  const said = membersOf(content);
  for (const token of kept) {
    const isRotated = isRefresh && code === 200 && token === said.refresh_token;
    check(isRotated, `kept ${fc.stringify(token)}`);
  }
  if ('accessToken' in outcome) {
    check(code === 200, `took tokens from a response with ${code}`);
    check(outcome.accessToken === said.access_token, 'another access token');
    check(String(said.token_type).toLowerCase() === 'bearer', 'tokens of another type');
    check(Number.isFinite(outcome.lifetimeMs) && outcome.lifetimeMs >= 0, 'an endless token');
    return;
  }
  const { reason } = outcome;
  check(reason instanceof AppError && reason.code !== 'internal', `it threw ${reason}`);
  // The provider's own words are quoted as such; what it sent beside them is not.
  const { providerSays, ...ours } = reason.toProblem();
  check(!JSON.stringify(ours).includes(secret), 'the response is in a sentence of ours');
  const words = /[\p{C}<>]/u.test(providerSays ?? '') || (providerSays ?? '').length > 300;
  check(!words, `quoted ${fc.stringify(providerSays)}`);
  const isRefusal = code >= 400 && code < 500 && code !== 429;
  const isEnd = isRefresh && isRefusal && said.error === 'invalid_grant';
  check(reason.code !== 'session-ended' || isEnd, 'the session ended without invalid_grant');
}

export const tokenResponseTarget: Target = {
  name: 'responses of the token endpoint',
  runs: 100_000,
  shortRuns: 600,
  open: () => ({
    property: fc.asyncProperty(
      fc.boolean(),
      status,
      contentType,
      header,
      body,
      (isRefresh, code, type, more, content) =>
        request(isRefresh, code, { ...more, 'content-type': type }, content),
    ),
  }),
};
