import type { ServerResponse } from 'node:http';
import { type Row, rowsOf } from '../row';
import { evil } from '../script';

const kinds = ['cognito'] as const;

const texts: readonly [name: string, does: string, body: object][] = [
  [
    'html',
    'HTML',
    {
      error_description: `<img src=x onerror="alert('${evil}')">`,
      error_uri: `https://evil.example/${evil}`,
    },
  ],
  ['control', 'control characters', { error_description: `\u0000\u0007\u001b[2J\u202e${evil}` }],
  ['endless', '100 kB', { error_description: evil.repeat(11_000) }],
];

const refused = (body: object, headers = {}, status = 400) => ({
  raw: {
    'POST /oauth2/token': (_: unknown, response: ServerResponse) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    },
  },
});

const words: readonly [error: unknown, atCode: Row['expected'], atRefresh: Row['expected']][] = [
  ['invalid_grant', 'code-rejected', 'session-ended'],
  ['invalid_request', 'provider-refused', 'provider-refused'],
  ['invalid_client', 'client-rejected', 'client-rejected'],
  ['unauthorized_client', 'client-rejected', 'client-rejected'],
  ['unsupported_grant_type', 'provider-refused', 'provider-refused'],
  ['invalid_scope', 'invalid-scope', 'invalid-scope'],
  ['INVALID_GRANT', 'provider-refused', 'provider-refused'],
  ['something_new', 'provider-refused', 'provider-refused'],
  ['interaction_required', 'login-required', 'login-required'],
];

/** How the token endpoint says no, and what it writes beside it (SEC-18, SEC-54). */
export const refusals: readonly Row[] = rowsOf([
  ...words.flatMap(([error, atCode, atRefresh]) =>
    (['sign-in', 'refresh'] as const).map((moment) => ({
      name: `refusal-${error}-at-${moment}`,
      does: `says \`${error}\``,
      at: [moment],
      kinds,
      expected: moment === 'sign-in' ? atCode : atRefresh,
      source: 'RFC 6749 §5.2; SEC-54',
      rotates: false,
      script: () => refused({ error, error_description: evil }),
    })),
  ),
  ...texts.map(([name, does, body]) => ({
    name: `refusal-with-${name}`,
    does: `writes ${does} into the description of its error`,
    at: ['sign-in'] as const,
    kinds,
    expected: 'code-rejected' as const,
    source: 'SEC-18, SEC-68',
    script: () => refused({ error: 'invalid_grant', ...body }),
  })),
  ...texts.map(([name, does, body]) => ({
    name: `refusal-with-${name}-at-refresh`,
    does: `writes ${does} into the description of its error`,
    at: ['refresh'] as const,
    kinds,
    expected: 'provider-refused' as const,
    source: 'SEC-18, SEC-68',
    rotates: false,
    script: () => refused({ error: 'server_error', ...body }),
  })),
  {
    name: 'refusal-of-html-as-error',
    does: 'writes HTML as its error',
    at: ['sign-in'],
    kinds,
    expected: 'provider-refused',
    source: 'SEC-18',
    script: () => refused({ error: `<b>${evil}</b>` }),
  },
  ...[401, 403].map((status) => ({
    name: `refusal-${status}-with-invalid-grant`,
    does: `says \`invalid_grant\` as plain text, with a challenge and status ${status}`,
    at: ['refresh'] as const,
    kinds,
    expected: 'session-ended' as const,
    source: 'SEC-54',
    rotates: false,
    script: () =>
      refused(
        { error: 'invalid_grant' },
        { 'content-type': 'text/plain', 'www-authenticate': 'Bearer' },
        status,
      ),
  })),
  {
    name: 'refusal-429-with-invalid-grant',
    does: 'says `invalid_grant`, and that it is asked too often (429)',
    at: ['refresh'],
    kinds,
    expected: 'provider-invalid-response',
    source: 'SEC-54: being busy ends no session',
    rotates: false,
    script: () => refused({ error: 'invalid_grant' }, {}, 429),
  },
  {
    name: 'refusal-of-an-object',
    does: 'has an object as its error',
    kinds,
    expected: 'provider-refused',
    source: 'RFC 6749 §5.2',
    rotates: false,
    script: () => refused({ error: { invalid_grant: true } }),
  },
  {
    name: 'refusal-by-page',
    does: 'says 400 with a page',
    kinds,
    expected: 'provider-refused',
    source: 'RFC 6749 §5.2',
    rotates: false,
    script: () => ({
      raw: {
        'POST /oauth2/token': (_, response) =>
          response.writeHead(400, { 'content-type': 'text/html' }).end(`<h1>${evil}</h1>`),
      },
    }),
  },
  {
    name: 'refusal-by-challenge',
    does: 'asks for a secret (`WWW-Authenticate`)',
    kinds,
    expected: 'client-rejected',
    source: 'RFC 6749 §5.2; SEC-13',
    rotates: false,
    script: () => refused({}, { 'www-authenticate': `Basic realm="${evil}"` }, 401),
  },
  {
    name: 'refusal-of-revocation',
    does: 'refuses to revoke the refresh token',
    at: ['sign-out'],
    kinds,
    expected: 'provider-refused',
    source: 'RFC 7009 §2.2.1; SEC-58',
    script: () => ({
      raw: {
        'POST /oauth2/revoke': (_, response) =>
          response
            .writeHead(400, { 'content-type': 'application/json' })
            .end(`{"error":"unsupported_token_type","error_description":"${evil}"}`),
      },
    }),
  },
]);
