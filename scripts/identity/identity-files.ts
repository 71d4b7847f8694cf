import { registeredUris } from '../../dev/registered-uris';
import { identity } from '../../src/shared/identity';
import { withPart } from '../docs/page-part';

const { name, productName, copyright } = identity;
const { redirectUri, loopbackRedirectUris, signOutUri, loopbackSignOutUris } = identity;

/** The files that can't read `src/shared/identity.ts`, and how each gets its names. */
export const identityFiles: Readonly<Record<string, (text: string) => string>> = {
  'package.json': (text) => inJson({ ...JSON.parse(text), name, author: copyright }),
  'package-lock.json': (text) => {
    const { packages, ...lock } = JSON.parse(text);
    return inJson({ ...lock, name, packages: { ...packages, '': { ...packages[''], name } } });
  },
  'dev-app-update.yml': (text) =>
    replaced(text, /(?<=updaterCacheDirName: ).*/, `${name}-updater-trial`),
  'infra/aws/template.yaml': (text) => {
    const { redirectUris, signOutUris } = registeredUris;
    const named = replaced(text, /(?<=\n {2}AppName:\n.*\n {4}Default: ).*/, productName);
    const withCallbacks = replaced(
      named,
      /(?<=\n {2}CallbackUrls:[\s\S]*?>-\n {6}).*/,
      redirectUris.join(),
    );
    return replaced(withCallbacks, /(?<=\n {2}SignOutUrls:[\s\S]*?>-\n {6}).*/, signOutUris.join());
  },
  'docs/system-browser.md': (text) =>
    withPart(text, 'URLs to register', [
      '| flow | *Allowed callback URLs* | *Allowed sign-out URLs* |',
      '| --- | --- | --- |',
      `| \`embedded-window\`, \`private-scheme\` | ${inCode([redirectUri])} | ${inCode([signOutUri])} |`,
      `| \`loopback\` | ${inCode(loopbackRedirectUris)} | ${inCode(loopbackSignOutUris)} |`,
      `| \`private-scheme\` with a bounce page | its address, for instance \`https://sign-in.example.com/\` | ${inCode([signOutUri])} |`,
    ]),
};

function inJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function inCode(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(', ');
}

function replaced(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`The file has no place for "${by}".`);
  return text.replace(pattern, () => by);
}
