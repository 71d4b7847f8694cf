import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Row, rowsOf } from '../row';

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

const kinds = ['cognito'] as const;
const token = 'POST /oauth2/token';
const keys = 'GET /.well-known/jwks.json';
const revocation = 'POST /oauth2/revoke';

const redirect =
  (status: number, location: string): Respond =>
  (_, response) =>
    response.writeHead(status, { location }).end();

const status =
  (code: number): Respond =>
  (_, response) =>
    response.writeHead(code).end('busy');

const silence: Respond = () => {};

/** Headers and a first byte at once, and then one each half second: it never comes to an end. */
const drip: Respond = (_, response) => {
  response.write('{');
  const timer = setInterval(() => response.write(' '), 500);
  response.on('close', () => clearInterval(timer));
};

/** As fast as it is read. */
const endless: Respond = (_, response) => {
  const chunk = Buffer.alloc(65_536, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

/** Ten megabytes of spaces, in ten kilobytes. */
const bomb: Respond = (_, response) => {
  response
    .writeHead(200, { 'content-encoding': 'gzip' })
    .end(gzipSync(Buffer.alloc(10_485_760, ' ')));
};

const cut: Respond = (request) => request.socket.destroy();

const cutHalfWay: Respond = (_, response) => {
  response.writeHead(200, { 'content-length': 1_000 });
  response.write('{"access_token":', () => response.destroy());
};

type Case = readonly [
  name: string,
  does: string,
  respond: (attacker: string) => Respond,
  expected: Row['expected'],
  source: string,
  more?: Pick<Row, 'isSlow'>,
];

const invalid = 'provider-invalid-response';

const cases: readonly Case[] = [
  ...[301, 302, 303, 307, 308].map(
    (code): Case => [
      `redirect-${code}`,
      `redirects (${code}) to another server`,
      (attacker) => redirect(code, attacker),
      invalid,
      'SEC-16; RFC 9700 §4.12',
    ],
  ),
  ['busy', 'is busy (503)', () => status(503), invalid, 'SEC-54'],
  ['too-many', 'is asked too often (429)', () => status(429), invalid, 'SEC-54'],
  ['endless', 'answers without end', () => endless, invalid, 'SEC-17'],
  ['bomb', 'answers with 10 MiB, compressed to 10 kB', () => bomb, invalid, 'SEC-17'],
  [
    'drip',
    'answers one byte at a time, without end',
    () => drip,
    'provider-timeout',
    'SEC-17',
    { isSlow: true },
  ],
  ['silence', 'does not answer', () => silence, 'provider-timeout', 'SEC-17', { isSlow: true }],
  ['cut', 'cuts the connection', () => cut, 'provider-unreachable', 'SEC-54'],
  [
    'cut-half-way',
    'cuts the connection in the middle of its answer',
    () => cutHalfWay,
    'provider-unreachable',
    'SEC-54',
  ],
];

const atKeys = ['redirect-302', 'endless', 'drip', 'cut'];
const atRevocation = ['redirect-307', 'endless', 'drip', 'busy'];

const rowOf = (line: string, where: string, at: Row['at'], rows: readonly Case[]) =>
  rows.map(([name, does, respond, expected, source, more]) => ({
    name: `transport-${where}-${name}`,
    does: `at its ${where} endpoint ${does}`,
    at,
    kinds,
    expected,
    source,
    rotates: false,
    script: ({ attacker }: { attacker: string }) => ({ raw: { [line]: respond(attacker) } }),
    ...more,
  }));

const only = (names: readonly string[]) => cases.filter(([name]) => names.includes(name));

/** The connection, and what is not said by JSON. */
export const transport: readonly Row[] = rowsOf([
  ...rowOf(token, 'token', ['sign-in', 'refresh'], cases),
  ...rowOf(keys, 'keys', ['sign-in'], only(atKeys)),
  {
    name: 'transport-keys-cut-and-clock-off',
    does: 'cuts the connection to its keys, and has a clock that is a day behind: a second look would not help',
    at: ['sign-in'],
    kinds,
    expected: 'provider-unreachable',
    source: 'SEC-12',
    script: () => ({
      raw: { [keys]: cut },
      answerHeaders: { date: new Date(Date.now() - 86_400_000).toUTCString() },
    }),
    requests: { [keys]: 2, [token]: 1 },
  },
  ...rowOf(revocation, 'revocation', ['sign-out'], only(atRevocation)),
]);
