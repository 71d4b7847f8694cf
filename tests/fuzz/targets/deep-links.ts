import * as fc from 'fast-check';
import { linkAmong, linkIn, ownArguments } from '../../../src/main/flows/private-scheme/parse-link';
import { callbackUrls } from '../callback-urls';
import { check, type Target } from '../target';
import { oddText } from '../texts';

const scheme = 'com.example.app';
const plain = `${scheme}://auth/callback?code=one&state=two`;
const nearly = callbackUrls({ scheme, host: 'auth', port: '', path: '/callback' });
const piece = fc.constantFrom(
  '"',
  "'",
  ' ',
  '\t',
  '\n',
  '\0',
  '\\',
  '%22',
  '%20',
  '--',
  '<',
  '#',
  '@',
);
const torn = fc
  .tuple(fc.oneof(nearly, fc.constant(plain)), fc.nat(60), piece, oddText)
  .map(([text, at, inside, more]) => text.slice(0, at) + inside + text.slice(at) + more);
const link = fc.oneof(fc.constant(plain), nearly, torn);
const argument = fc.oneof(
  { weight: 4, arbitrary: link },
  fc.constantFrom(
    '--',
    '--',
    '-',
    '--inspect',
    '--disable-gpu',
    '--gpu-launcher=x',
    '/app',
    'my.json',
    '.',
  ),
  oddText,
);

/** A link is the scheme and then nothing but what a URL is written with (RFC 3986), no user name. */
function isPlainLink(text: string): boolean {
  if (text.length > 16_000 || !/^com\.example\.app:/i.test(text)) return false;
  if (!/^[!#-;=?-[\]-~]*$/.test(text)) return false;
  const authority = /^[^:]*:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  return !authority.includes('@');
}

export const deepLinkTargets: readonly Target[] = [
  {
    name: 'what the system says is a link',
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(fc.oneof(link, oddText, fc.anything()), (given) => {
        const found = linkIn(given, scheme);
        if (found === null) return;
        check(typeof given === 'string' && isPlainLink(given), `took ${fc.stringify(given)}`);
        check(isPlainLink(found), `made ${fc.stringify(found)} of ${fc.stringify(given)}`);
        check(linkIn(found, scheme) === found, `reads ${fc.stringify(found)} another way`);
      }),
    }),
  },
  {
    name: 'command lines with links',
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(
        fc.array(argument, { maxLength: 5 }),
        fc.boolean(),
        (args, fromSource) => {
          const argv = fromSource
            ? ['electron', '--no-sandbox', '/src', ...args]
            : ['app', ...args];
          const own = ownArguments(argv, fromSource ? '/src' : null);
          check(own.join('\u0001') === args.join('\u0001'), `own arguments: ${fc.stringify(own)}`);
          const found = linkAmong(own, scheme);
          const before = args.slice(0, args.at(-2) === '--' ? -2 : -1);
          const mayBeLink = before.every((each) => each === '--disable-gpu');
          if (found.kind === 'link') {
            check(mayBeLink && isPlainLink(args.at(-1) ?? ''), `took ${fc.stringify(args)}`);
          } else if (found.kind === 'none') {
            const pattern = /^\s*com\.example\.app:/i;
            check(!args.some((each) => pattern.test(each)), `missed ${fc.stringify(args)}`);
          } else {
            const isAlone = mayBeLink && args.at(-1) === plain;
            check(!isAlone, `refused ${fc.stringify(args)}`);
          }
        },
      ),
    }),
  },
];
