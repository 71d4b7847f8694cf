import { maxBodyBytes } from '../../../src/main/auth/provider/limited-fetch';
import { type Row, rowsOf } from '../row';

const kinds = ['cognito'] as const;
const expected = 'provider-invalid-response' as const;

/** Members of an answer that is well formed JSON: the new refresh token can be read, and is kept. */
const members: readonly [
  name: string,
  does: string,
  answer: Record<string, unknown>,
  source: string,
][] = [
  ['type-mac', 'gives a token of type `mac`', { token_type: 'mac' }, 'RFC 6749 §7.1'],
  [
    'type-dpop',
    'gives a token of type `DPoP`, which was not asked for',
    { token_type: 'DPoP' },
    'RFC 6749 §7.1',
  ],
  ['type-absent', 'does not say the type of its token', { token_type: undefined }, 'RFC 6749 §5.1'],
  ['type-list', 'has a list as the type of its token', { token_type: ['Bearer'] }, 'RFC 6749 §5.1'],
  ['access-absent', 'gives no access token', { access_token: undefined }, 'RFC 6749 §5.1'],
  ['access-empty', 'gives an empty access token', { access_token: '' }, 'RFC 6749 §5.1'],
  ['access-number', 'gives a number as the access token', { access_token: 7 }, 'RFC 6749 §5.1'],
  [
    'access-line-break',
    'puts a line break and a header into the access token',
    { access_token: 'a\r\nX-Evil: 1' },
    'RFC 6749 §A.12; RFC 6750 §2.1',
  ],
  [
    'access-not-ascii',
    'puts letters beyond ASCII into the access token',
    { access_token: 'aé' },
    'RFC 6749 §A.12; RFC 6750 §2.1',
  ],
  [
    'lifetime-negative',
    'gives a token with a negative lifetime',
    { expires_in: -1 },
    'RFC 6749 §5.1',
  ],
  ['lifetime-word', 'writes `soon` as the lifetime', { expires_in: 'soon' }, 'RFC 6749 §5.1'],
  ['id-token-number', 'has a number as the ID token', { id_token: 7 }, 'Core §3.1.3.3'],
  ['id-token-word', 'has a word as the ID token', { id_token: 'none' }, 'RFC 7519 §7.2'],
];

/** Answers from which nothing can be read, the new refresh token neither. */
const unreadable: readonly [
  name: string,
  does: string,
  body: string,
  source: string,
  code?: Row['expected'],
][] = [
  ['list', 'answers with a list', '[]', 'RFC 6749 §5.1'],
  ['cut-off', 'answers with half an object', '{"access_token":"a","refresh_tok', 'RFC 6749 §5.1'],
  ['page', 'answers with a page', '<html>Log in to the Wi-Fi</html>', 'RFC 6749 §5.1'],
  ['nothing', 'answers 200 with nothing', '', 'RFC 6749 §5.1'],
  [
    'error-as-200',
    'says `invalid_grant`, and 200',
    '{"error":"invalid_grant"}',
    'RFC 6749 §5.2: an error is a 400; SEC-54',
    'provider-refused',
  ],
];

/** What the token endpoint gives. */
export const tokenAnswers: readonly Row[] = rowsOf([
  ...members.map(([name, does, answer, source]) => ({
    name: `answer-${name}`,
    does,
    kinds,
    expected,
    source,
    script: () => ({ answer }),
  })),
  ...unreadable.map(([name, does, body, source, code = expected]) => ({
    name: `answer-${name}`,
    does,
    kinds,
    expected: code,
    source,
    rotates: false,
    script: () => ({
      raw: {
        'POST /oauth2/token': (_: unknown, response: { end(text: string): void }) =>
          response.end(body),
      },
    }),
  })),
  ...[null, ''].map((empty) => ({
    name: `answer-${empty === null ? 'null' : 'empty'}`,
    does: `has ${JSON.stringify(empty)} for each member that may be absent`,
    kinds,
    expected: 'accept' as const,
    source: 'RFC 6749 §5.1: optional or recommended',
    script: () => ({
      answer: { expires_in: empty, scope: empty, refresh_expires_in: empty, error: empty },
    }),
  })),
  ...[null, ''].map((empty) => ({
    name: `answer-refresh-${empty === null ? 'null' : 'empty'}`,
    does: `has ${JSON.stringify(empty)} as the refresh token, and the old one stays valid`,
    at: ['refresh'] as const,
    kinds,
    expected: 'accept' as const,
    source: 'RFC 6749 §6: optional; SEC-57',
    rotates: false,
    script: () => ({ answer: { refresh_token: empty } }),
  })),
  {
    name: 'answer-refresh-number',
    does: 'gives a number as the refresh token',
    kinds,
    expected,
    source: 'RFC 6749 §A.17',
    rotates: false,
    script: () => ({ answer: { refresh_token: 7 } }),
  },
  {
    name: 'answer-id-token-absent',
    does: 'gives no ID token',
    at: ['sign-in'],
    expected: 'id-token-invalid',
    source: 'Core §3.1.3.3',
    script: () => ({ answer: { id_token: undefined } }),
  },
  {
    name: 'answer-id-token-absent-at-refresh',
    does: 'gives no ID token',
    at: ['refresh'],
    expected: 'accept',
    source: 'Core §12.2',
    script: () => ({ answer: { id_token: undefined } }),
  },
  ...[null, ''].flatMap((empty) =>
    (['sign-in', 'refresh'] as const).map((moment) => ({
      name: `answer-id-token-${empty === null ? 'null' : 'empty'}-at-${moment}`,
      does: `has ${JSON.stringify(empty)} as the ID token`,
      at: [moment],
      expected: moment === 'sign-in' ? ('id-token-invalid' as const) : ('accept' as const),
      source: 'Core §3.1.3.3, §12.2',
      script: () => ({ answer: { id_token: empty } }),
    })),
  ),
  {
    name: 'answer-type-in-capitals',
    does: 'gives a token of type `BEARER`',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1: case insensitive',
    script: () => ({ answer: { token_type: 'BEARER' } }),
  },
  {
    name: 'answer-lifetime-text',
    does: 'writes the lifetime as a text',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1 has a number; the meaning is clear',
    script: () => ({ answer: { expires_in: '3600' } }),
  },
  {
    name: 'answer-scope-list',
    does: 'has a list as the scope',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1 has a text; the app does not read it',
    script: () => ({ answer: { scope: ['openid', 'email'] } }),
  },
  {
    name: 'answer-lifetime-absent',
    does: 'does not say the lifetime',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1: recommended only',
    script: () => ({ answer: { expires_in: undefined } }),
  },
  {
    name: 'answer-lifetime-huge',
    does: 'gives a token for longer than the universe is old; it is renewed after a day',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1; timers end at 24 days',
    script: () => ({ answer: { expires_in: 1e306 } }),
  },
  {
    name: 'answer-called-html',
    does: 'calls its JSON `text/html`',
    kinds,
    expected: 'accept',
    source: 'RFC 6749 §5.1 binds the provider; the text is read as JSON or not at all',
    script: () => ({ answerHeaders: { 'content-type': 'text/html' } }),
  },
  {
    name: 'answer-201',
    does: 'answers with 201',
    kinds,
    expected,
    source: 'RFC 6749 §5.1: 200',
    rotates: false,
    script: () => ({ answerStatus: 201 }),
  },
  {
    name: 'answer-a-megabyte',
    does: 'answers with 1 MiB to the byte',
    kinds,
    expected: 'accept',
    source: 'SEC-17',
    script: () => ({ answerBytes: maxBodyBytes }),
  },
  {
    name: 'answer-over-a-megabyte',
    does: 'answers with 1 MiB and one byte',
    kinds,
    expected,
    source: 'SEC-17',
    rotates: false,
    script: () => ({ answerBytes: maxBodyBytes + 1 }),
  },
]);
