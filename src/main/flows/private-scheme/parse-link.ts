import { resolve } from 'node:path';
import { parseUrl } from '../../../shared/parse-url';
import { isHarmlessSwitch } from '../../security/command-line';

/** Longest link, in characters. Windows has command lines of 32,767. */
const longestLink = 16_000;

/**
 * A link of our scheme, as a browser writes it: printable ASCII without spaces, quotes and backslashes, no
 * user name. `null` for everything else; takes anything, since it comes from anywhere (SEC-49).
 */
export function linkIn(text: unknown, scheme: string): string | null {
  if (typeof text !== 'string' || text.length > longestLink) return null;
  if (!/^[\x21-\x7e]+$/.test(text) || /["\\<>]/.test(text)) return null;
  // An empty user name is one too, though a parsed URL does not show it.
  if (/^[^:]*:\/\/[^/?#]*@/.test(text)) return null;
  const url = parseUrl(text);
  return url?.protocol === `${scheme}:` ? url.href : null;
}

/** What a start of the app was given: nothing of ours, one link, or something that only looks like it. */
export type LinkArgument =
  | { readonly kind: 'none' | 'refused' }
  | { readonly kind: 'link'; readonly link: string };

/**
 * The link that the app was started with. Systems start it with exactly one argument, the link, behind
 * a `--` where we could say so. Users and packagers put switches of the runtime before it, in a `.desktop` file
 * for instance. With anything else beside it, somebody made up a link that turned into several arguments, or
 * wrote the line by hand (SEC-49).
 *
 * @param args the app's own arguments, without those of the runtime
 */
export function linkAmong(args: readonly string[], scheme: string): LinkArgument {
  if (!args.some((each) => isOfScheme(each, scheme))) return { kind: 'none' };
  const [last] = args.slice(-1);
  const before = args.slice(0, args.at(-2) === '--' ? -2 : -1);
  const link = before.every(isHarmlessSwitch) ? linkIn(last, scheme) : null;
  return link === null ? { kind: 'refused' } : { kind: 'link', link };
}

function isOfScheme(argument: string, scheme: string): boolean {
  return argument.trimStart().toLowerCase().startsWith(`${scheme}:`);
}

/**
 * The app's own arguments. In development the runtime, its switches and the app's folder come first.
 *
 * @param argv `process.argv`
 * @param appPath the app's folder in development, `null` for a packaged app
 */
export function ownArguments(argv: readonly string[], appPath: string | null): readonly string[] {
  if (appPath === null) return argv.slice(1);
  const index = argv.findIndex((each, at) => at > 0 && resolve(each) === resolve(appPath));
  return argv.slice(index + 1);
}
