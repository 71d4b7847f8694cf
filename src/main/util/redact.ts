import { homedir } from 'node:os';

const secretNames = 'code|state|nonce|code_verifier|[a-z]+_token|token';

const patterns: readonly (readonly [RegExp, string])[] = [
  // JWT and JWE, whatever they are glued to; begins at the first character only, so as to be read once
  [/(?<![\w-])(?=[\w-]*eyJ)[\w-]+(?:\.[\w-]*){1,4}/g, '[token]'],
  // in a query, or in one that is a parameter of another
  [
    new RegExp(`([?&#;\\s]|^|%3F|%26|%23)(${secretNames})(=|%3D)[^&\\s"']*`, 'gi'),
    '$1$2$3[redacted]',
  ],
  [new RegExp(`"(${secretNames})"\\s*:\\s*"[^"]*"`, 'gi'), '"$1":"[redacted]"'],
  [/[\w-]{40,}/g, '[opaque]'], // refresh tokens, verifiers, states
];

/** What can be an e-mail address: RFC 6531 leaves out little. What separates the parts of a URL is left out. */
const addressRun = /[^\s"<>()[\]\\,:;/?&=#]+/g;

/** With something before the `@` and a dot behind it, the whole run goes: two can be glued together. */
function hideAddress(run: string): string {
  const at = run.slice(1).search(/@|%40/);
  return at !== -1 && run.lastIndexOf('.') > at + 1 ? '[e-mail]' : run;
}

/**
 * Takes out of a text whatever could be a secret or name a person (SEC-68). The second line of
 * defence: the first is that nobody logs such a thing.
 */
export function redact(text: string, home = homedir()): string {
  const withoutHome = home.length > 1 ? text.replace(homePattern(home), '~') : text;
  return patterns
    .reduce((result, [pattern, by]) => result.replace(pattern, by), withoutHome)
    .replace(addressRun, hideAddress);
}

/** The home folder as a path and as (part of) a `file:` URL; not every system minds the case. */
function homePattern(home: string): RegExp {
  const slashes = home.replaceAll('\\', '/');
  const forms = [home, slashes, encodeURI(slashes)];
  const escaped = forms.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'gi');
}
