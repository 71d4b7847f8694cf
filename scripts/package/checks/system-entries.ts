import { readFileSync } from 'node:fs';
import path from 'node:path';
import plist from 'plist';
import { identity } from '../../../src/shared/identity';

/** What is wrong with the `Info.plist` of a macOS package: the scheme, the identifier, what it asks for. */
export function wrongInfoPlist(root: string): string[] {
  const info = plist.parse(readFileSync(path.join(root, 'Contents/Info.plist'), 'utf8')) as {
    CFBundleIdentifier?: string;
    CFBundleURLTypes?: { CFBundleURLSchemes: string[] }[];
  };
  const schemes = info.CFBundleURLTypes?.flatMap((type) => type.CFBundleURLSchemes) ?? [];
  return [
    ...(info.CFBundleIdentifier === identity.appId ? [] : ['Info.plist has another identifier']),
    ...wrongSchemes(schemes, 'Info.plist'),
    ...Object.keys(info)
      .filter((key) => key.endsWith('UsageDescription'))
      .map((key) => `Info.plist asks for what the app never uses: ${key}`),
  ];
}

/** What is wrong with the menu entries of the Linux packages, of which there are three at least. */
export function wrongMenuEntries(entries: readonly string[]): string[] {
  const missing = entries.length < 3 ? ['not every Linux package has a menu entry'] : [];
  return [...missing, ...entries.flatMap(wrongMenuEntry)];
}

/** What is wrong with a menu entry (a `.desktop` file) of a Linux package. */
function wrongMenuEntry(entry: string): string[] {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(entry)?.[1] ?? '';
  const types = value('MimeType').split(';').filter(Boolean);
  const schemes = types.map((type) => type.replace('x-scheme-handler/', ''));
  const isStartedWithLink = /^\S.* %U$/.test(value('Exec'));
  return [
    ...wrongSchemes(schemes, 'the menu entry'),
    ...(isStartedWithLink ? [] : ['the menu entry hands no link on']),
    // A release refuses to start so.
    ...(value('Exec').includes('--') ? ['the menu entry starts the app with a switch'] : []),
    ...(value('StartupWMClass') === identity.name
      ? []
      : ['windows don’t belong to the menu entry']),
  ];
}

function wrongSchemes(schemes: readonly string[], where: string): string[] {
  const isRight = schemes.length === 1 && schemes[0] === identity.redirectScheme;
  return isRight ? [] : [`${where} registers ${schemes.join(', ') || 'no scheme'}`];
}
