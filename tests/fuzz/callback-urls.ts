import * as fc from 'fast-check';
import { oddText } from './texts';

/** The true callback in its parts, as it would be written down. */
export interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

/** Stands for the state of the sign-in that is under way, and for that of the one before. */
export const stateOf = { current: '{state}', earlier: '{earlier}' } as const;

const mostly = (usual: string, ...others: fc.Arbitrary<string>[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, ...others);
const some = (...texts: string[]) => fc.constantFrom(...texts);

const current = `state=${stateOf.current}`;
const parameters = [
  ...['code=one', 'code=two', 'code=%6Fne', 'code=', 'c%6fde=three', 'Code=one'],
  ...[current, `state=${stateOf.earlier}`, `st%61te=${stateOf.current}`, `${current}%00`],
  ...['state=', 'state=wrong', 'state[]=wrong', 'error=access_denied', 'error=', 'error=%ff%00'],
  ...['iss=https%3A%2F%2Fid.example', 'iss=https://evil.example', 'iss=https://id.example/'],
  ...['iss=', '', '=', '%', 'a=%zz', '__proto__=1'],
];

const parameter = fc.oneof(
  { weight: 8, arbitrary: some(...parameters) },
  oddText.map((text) => `x=${text}`),
);
const right = `code=one&state=${stateOf.current}`;
const query = fc.oneof(
  { weight: 5, arbitrary: some(`?${right}`, `?${right}&iss=https://id.example`) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(some('&', '&', '&', ';', '&&', '?'), fc.array(parameter, { maxLength: 5 }))
      .map(([separator, all]) => `?${all.join(separator)}`),
  },
  some('', '?', `?${right}&${right}`, `??${right}`, `?error=x&state=${stateOf.current}`),
  parameter.map((more) => `?${right}&${more}`),
);

/** The true address with some of its parts replaced by what is nearly the same. */
function assembled({ scheme, host, port, path }: Address): fc.Arbitrary<string> {
  const upper = host.toUpperCase();
  return fc
    .tuple(
      mostly('', some(' ', '\t', '\n', '\u0000', '\u00a0', '\ufeff', 'x', 'view-source:', 'blob:')),
      mostly(
        scheme,
        some(scheme.toUpperCase(), `${scheme}x`, `x${scheme}`, scheme.slice(1), 'https', 'file'),
        some(scheme.replace('t', 'т'), `${scheme}\t`, 'javascript', 'data', ''),
      ),
      mostly('://', some(':', ':/', ':///', ':\\\\', ':/\\', '%3A//', '//', ':\n//')),
      mostly('', some('@', 'user@', ':@', 'user:pass@', `${host}@`, 'a%40b@', '\\@', '/@')),
      mostly(
        host,
        some(upper, `${host}.`, `.${host}`, `${host}.evil.example`, `evil.${host}`, `${host}evil`),
        some(host.replace('a', 'а'), host.replace('o', '０'), `${host}%00`, `${host}\u0000`),
        some(host.replace('l', '%6C'), `[${host}]`, '127.1', '[::1]', '2130706433', '', '０.0.0.0'),
        some(host.replace('a', '\u00ad\u0061'), `${host}。`, `${host} `, 'localhost', '127.0.0.1'),
      ),
      mostly(port, some('', ':', ':80', ':0', ':443', `${port}0`, ':99999', `:0${port.slice(1)}`)),
      mostly(
        path,
        some(`${path}/`, `${path}x`, `/x${path}`, `/.${path}`, `/x/..${path}`, `/%2e${path}`),
        some(`/%2E%2e${path}`, `/${path}`, path.toUpperCase(), path.replace('/', '%2F'), ''),
        some(`${path}%2f`, `${path}%00`, `${path};x`, `${path}/..`, `${path}/../callback`, '/'),
        some(path.replace('c', '%63'), path.replace('/', '\\'), `${path}\t`, `${path}\u0000`),
      ),
      query,
      mostly('', some('#', '#x', '##', '#_=_', '%23', `#?${right}`, '#\u0000')),
      mostly('', some(' ', '\n', '\u0000', '\u001f', '\u00a0', '%20')),
    )
    .map((parts) => parts.join(''));
}

/** One character of the text put in, taken out or replaced. */
function mistyped(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const odd = some('', '/', '\\', '@', ':', '#', '?', '%', '.', ' ', '\u0000', 'A', 'é', '\ud800');
  return fc.tuple(text, fc.nat(90), odd, fc.nat(1)).map(([whole, at, character, length]) => {
    const position = at % (whole.length + 1);
    return whole.slice(0, position) + character + whole.slice(position + length);
  });
}

const veryLong = fc.tuple(fc.integer({ min: 1_000, max: 20_000 }), some('a', '%', '../', '@', '?'));

/** URLs that are, or nearly are, callbacks to this address; and a few that are nothing of the kind. */
export function callbackUrls(address: Address): fc.Arbitrary<string> {
  const { scheme, host, port, path } = address;
  const near = assembled(address);
  const long = fc
    .tuple(veryLong, fc.boolean())
    .map(([[length, text], inPath]) =>
      inPath
        ? `${scheme}://${host}${port}${path}${text.repeat(length / text.length)}?${right}`
        : `${scheme}://${host}${port}${path}?${right}&x=${text.repeat(length / text.length)}`,
    );
  return fc.oneof(
    { weight: 300, arbitrary: near },
    { weight: 60, arbitrary: mistyped(near) },
    { weight: 20, arbitrary: oddText },
    { weight: 1, arbitrary: long },
  );
}
