import * as fc from 'fast-check';

/** A text that must not be logged, in the form in which it might come along. */
export interface Secret {
  readonly shown: string;
  /** What of it must not stand in the log. */
  readonly parts: readonly string[];
}

const letters = (alphabet: string) => fc.constantFrom(...alphabet);
const base64url = letters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_');
const word = (min: number, max: number) =>
  fc.string({ unit: base64url, minLength: min, maxLength: max, size: 'max' });

/** JWS (three parts), or JWE (five, the second of which may be empty). RFC 7515 §3.1, RFC 7516 §3.1. */
const jwt = fc
  .tuple(
    word(12, 80),
    fc.oneof(
      fc.array(word(16, 90), { minLength: 2, maxLength: 2 }),
      fc.array(word(16, 60), { minLength: 4, maxLength: 4 }),
    ),
  )
  .map(([head, rest]): Secret => ({ shown: [`eyJ${head}`, ...rest].join('.'), parts: rest }));

/** Refresh tokens, verifiers, states: 30 bytes or more. */
const dashes = fc.nat(6).map((length) => '-'.repeat(length));
const opaque = fc
  .oneof(
    word(40, 120),
    fc.tuple(dashes, word(40, 60), dashes).map((all) => all.join('').slice(0, 43)),
  )
  .map((text): Secret => ({ shown: text, parts: [text.slice(0, 20), text.slice(-20)] }));

const value = fc.oneof(fc.uuid(), word(8, 39)).filter((text) => !/^-+$/.test(text));
const parameterName = fc.constantFrom(
  ...['code', 'state', 'nonce', 'code_verifier', 'access_token', 'id_token', 'token', 'CODE'],
);
/** In a query, in a query within a query, in JSON. */
const parameter = fc
  .tuple(fc.constantFrom('?', '&', '#', ';', ' ', '%3F', '%26', '%3f', '"'), parameterName, value)
  .map(([before, name, text]): Secret => {
    const isEncoded = before.startsWith('%');
    const shown =
      before === '"' ? `"${name}":"${text}"` : `${before}${name}${isEncoded ? '%3D' : '='}${text}`;
    return { shown, parts: [text] };
  });

const local = fc.string({
  unit: letters("abcXYZ019.!$'*+^_`{|}~-éüß中%"),
  minLength: 1,
  maxLength: 20,
});
const label = fc.string({ unit: letters('abcXYZ019üé中'), minLength: 1, maxLength: 8 });
const email = fc
  .tuple(local, fc.constantFrom('@', '%40'), fc.array(label, { minLength: 2, maxLength: 4 }))
  .map(([name, at, labels]): Secret => {
    const shown = `${name}${at}${labels.join('.')}`;
    return { shown, parts: [shown] };
  });

export const secret: fc.Arbitrary<Secret> = fc.oneof(jwt, opaque, parameter, email);

export const surroundings: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '',
    ' ',
    'x',
    '_',
    '-',
    '.',
    '"',
    "'",
    '(',
    '=',
    '/',
    ':',
    '%20',
    'token',
    'é',
  ),
  fc.constantFrom(
    'failed: ',
    'https://pool.example/cb?x=1',
    '\n',
    '@',
    '%40',
    'eyJ',
    'a@',
    '\u0000',
  ),
  fc.string({ maxLength: 12 }),
);

const folder = fc.string({ unit: letters('abcXYZ019 ._-éü中($+'), minLength: 1, maxLength: 12 });
/** Home folders of the three systems, and the forms in which paths come along. */
export const homePath: fc.Arbitrary<{ readonly home: string; readonly shown: string }> = fc
  .tuple(fc.constantFrom('/home/', '/Users/', 'C:\\Users\\', 'D:\\'), folder, fc.nat(4))
  .map(([parent, name, form]) => {
    const home = parent + name;
    const slashes = home.replaceAll('\\', '/');
    const forms = [home, slashes, encodeURI(slashes), home.toLowerCase(), home.toUpperCase()];
    return { home, shown: forms[form] ?? home };
  });
