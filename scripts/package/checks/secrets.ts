import type { PackedApp } from '../packed-app';

/** What secrets look like, by those who issue them. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
];

/** Variables that hold a secret, by their names, as signing and releasing set them. */
const secretName = /(?:PASSWORD|SECRET|TOKEN|CSC_LINK|PRIVATE|CREDENTIAL|API_KEY$)/;

/**
 * Secrets in what is shipped, and paths of the machine that built it. Tells which, never the value.
 *
 * @param env whose secrets are looked for; values under 8 characters are words, and left out
 * @param root the project's folder on this machine
 */
export function secretsIn(
  { files }: PackedApp,
  { env, root }: { readonly env: NodeJS.ProcessEnv; readonly root: string },
): string[] {
  const values = Object.entries(env).filter(
    ([name, value]) => secretName.test(name) && value !== undefined && value.length >= 8,
  ) as [string, string][];
  return files.flatMap(({ name, content }) => {
    const text = content().toString('latin1');
    return [
      ...shapes.filter(([, shape]) => shape.test(text)).map(([what]) => `${name} holds ${what}`),
      ...values
        .filter(([, value]) => text.includes(Buffer.from(value).toString('latin1')))
        .map(([variable]) => `${name} holds the value of ${variable}`),
      ...(text.includes(root) ? [`${name} names the folder that it was built in`] : []),
    ];
  });
}
