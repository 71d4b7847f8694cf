import { homedir } from 'node:os';

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+(?:\.[\w-]*){1,4}/g, '[token]'], // JWT and JWE
  [
    /([?&#;\s]|^)(code|state|nonce|code_verifier|[a-z]+_token|token)=[^&\s"']*/gi,
    '$1$2=[redacted]',
  ],
  [/[\w.%+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\b[\w-]{40,}\b/g, '[opaque]'], // refresh tokens, verifiers, states
];

/**
 * Takes out of a text whatever could be a secret or name a person (SEC-68). The second line of
 * defence: the first is that nobody logs such a thing.
 */
export function redact(text: string, home = homedir()): string {
  const withoutHome = home.length > 1 ? text.replaceAll(home, '~') : text;
  return patterns.reduce((result, [pattern, by]) => result.replace(pattern, by), withoutHome);
}
