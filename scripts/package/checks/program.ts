import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import asar from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import plist from 'plist';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { bakedUpdateFeed } from '../../../build/update-feed';
import { identity } from '../../../src/shared/identity';
import type { PackedApp } from '../packed-app';
import type { PackagePlatform } from '../targets';

/** The byte of a fuse in Electron's binary. */
const fuseStates: Readonly<Record<number, string>> = { 48: 'off', 49: 'on', 114: 'removed' };

/**
 * A fuse that electron-builder can't set yet: V8's guard pages for WebAssembly, on by default. Without them
 * WebAssembly is only slower. https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const newFuses: Readonly<Record<number, string>> = { 8: 'WasmTrapHandlers' };

/**
 * Compares the fuses in a binary with `electron-builder.yml` (SEC-64). An undecided fuse is a problem, too: a new
 * Electron may add one.
 *
 * @param program as `@electron/fuses` takes it: an executable, or a folder `….app`
 * @param decided `electronFuses` of the configuration
 */
export async function wrongFuses(
  program: string,
  decided: Readonly<Record<string, boolean>>,
): Promise<string[]> {
  const wire = await getCurrentFuseWire(program).catch((error: Error) => error);
  if (wire instanceof Error) return [`the fuses can't be read: ${wire.message}`];
  const wanted = new Map(
    Object.entries({ ...decided, wasmTrapHandlers: true }).map(([name, isOn]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      isOn ? 'on' : 'off',
    ]),
  );
  const { version: _, ...bytes } = wire;
  const problems = Object.entries(bytes).flatMap(([number, byte]) => {
    const name = FuseV1Options[Number(number)] ?? newFuses[Number(number)] ?? `number ${number}`;
    const [state, expected] = [fuseStates[Number(byte)] ?? `unknown (${byte})`, wanted.get(name)];
    wanted.delete(name);
    return state === expected ? [] : [`the fuse ${name} is ${state}, not ${expected ?? 'decided'}`];
  });
  return [...problems, ...[...wanted.keys()].map((name) => `the fuse ${name} does not exist`)];
}

/**
 * Whether the program knows the hash of its archive, so that Electron refuses a changed one: in `Info.plist` on
 * macOS, in a resource of the program on Windows. Electron has no such check on Linux.
 */
export function wrongIntegrity({ target, layout }: PackedApp): string[] {
  if (target.platform === 'linux') return [];
  const recorded =
    target.platform === 'darwin' ? hashInInfoPlist(layout.root) : hashInProgram(layout.executable);
  if (recorded === undefined) return ['the program does not know the hash of its archive'];
  asar.uncache(layout.asar);
  const { headerString } = asar.getRawHeader(layout.asar);
  const actual = `SHA256 ${createHash('sha256').update(headerString).digest('hex')}`;
  return recorded === actual ? [] : ['the program knows a different hash than its archive has'];
}

function hashInInfoPlist(root: string): string | undefined {
  const info = readInfoPlist(root) as {
    ElectronAsarIntegrity?: Record<string, { algorithm: string; hash: string }>;
  };
  const found = info.ElectronAsarIntegrity?.['Resources/app.asar'];
  return found && `${found.algorithm} ${found.hash}`;
}

function hashInProgram(executable: string): string | undefined {
  const entry = resourcesOf(readFileSync(executable)).find(
    ({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR',
  );
  if (entry === undefined) return undefined;
  const list = JSON.parse(Buffer.from(entry.bin).toString('utf8')) as {
    file: string;
    alg: string;
    value: string;
  }[];
  const found = list.find(({ file }) => file === 'resources\\app.asar');
  return found && `${found.alg} ${found.value}`;
}

function resourcesOf(program: Buffer): NtExecutableResource['entries'] {
  const executable = NtExecutable.from(program, { ignoreCert: true });
  return NtExecutableResource.from(executable).entries;
}

function readInfoPlist(root: string): unknown {
  return plist.parse(readFileSync(path.join(root, 'Contents/Info.plist'), 'utf8'));
}

/** What Windows shows for the program: in its properties, in the task manager and when it asks for trust. */
export function wrongProgramInfo(program: Buffer): string[] {
  const entries = resourcesOf(program);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const values = (language && version?.getStringValues(language)) ?? {};
  const wanted = {
    ProductName: identity.productName,
    FileDescription: identity.productName,
    CompanyName: identity.copyright,
    LegalCopyright: `Copyright © ${identity.copyright}`,
  };
  const [group] = Resource.IconGroupEntry.fromEntries(entries);
  // The format writes 256 as 0.
  const isLarge = group?.icons.some(({ width }) => width === 0 || width === 256) ?? false;
  return [
    ...Object.entries(wanted)
      .filter(([name, value]) => values[name] !== value)
      .map(([name]) => `the program’s ${name} is ${values[name] ?? 'missing'}`),
    ...(isLarge ? [] : ['the program has no icon of 256 pixels']),
  ];
}

/** What is wrong with the `Info.plist` of a macOS package: scheme, identifier, requested permissions. */
export function wrongInfoPlist(root: string): string[] {
  const info = readInfoPlist(root) as {
    CFBundleIdentifier?: string;
    CFBundleURLTypes?: { CFBundleURLSchemes: string[] }[];
  };
  const schemes = info.CFBundleURLTypes?.flatMap((type) => type.CFBundleURLSchemes) ?? [];
  return [
    ...(info.CFBundleIdentifier === identity.appId ? [] : ['Info.plist has another identifier']),
    ...wrongSchemes(schemes, 'Info.plist'),
    ...Object.keys(info)
      .filter((key) => key.endsWith('UsageDescription'))
      .map((key) => `Info.plist requests a permission that the app never uses: ${key}`),
  ];
}

/** What is wrong with the menu entries (`.desktop` files) of the three kinds of Linux packages. */
export function wrongMenuEntries(entries: readonly string[]): string[] {
  const missing = entries.length < 3 ? ['not every Linux package has a menu entry'] : [];
  return [...missing, ...entries.flatMap(wrongMenuEntry)];
}

function wrongMenuEntry(entry: string): string[] {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(entry)?.[1] ?? '';
  const types = value('MimeType').split(';').filter(Boolean);
  const schemes = types.map((type) => type.replace('x-scheme-handler/', ''));
  const hasName = value('StartupWMClass') === identity.name;
  return [
    ...wrongSchemes(schemes, 'the menu entry'),
    ...(/^\S.* %U$/.test(value('Exec')) ? [] : ['the menu entry does not pass links on']),
    // A release refuses to start with one.
    ...(value('Exec').includes('--') ? ['the menu entry starts the app with a switch'] : []),
    ...(hasName ? [] : ['windows don’t belong to the menu entry']),
  ];
}

function wrongSchemes(schemes: readonly string[], where: string): string[] {
  const isRight = schemes.length === 1 && schemes[0] === identity.redirectScheme;
  return isRight ? [] : [`${where} registers ${schemes.join(', ') || 'no scheme'}`];
}

/** What may be in the folder of resources, besides languages. */
const resources: Readonly<Record<PackagePlatform, readonly string[]>> = {
  // The profile, which .deb and .rpm install, allows Chromium's sandbox on Ubuntu.
  linux: ['apparmor-profile'],
  darwin: ['icon.icns', 'LICENSE.electron.txt', 'LICENSES.chromium.html'],
  win32: [],
};
/** For electron-updater: its settings, and the kind of Linux package. */
const forUpdates = bakedUpdateFeed() === null ? [] : ['app-update.yml', 'package-type'];

/** Anything beside the archive that is neither Electron's nor ours: `app/` or `default_app.asar` would be run. */
export function unexpectedResources({ target, layout }: PackedApp): string[] {
  const own = ['app.asar', 'app.asar.unpacked', ...forUpdates, ...resources[target.platform]];
  return readdirSync(layout.resources)
    .filter((name) => !name.endsWith('.lproj') && !own.includes(name))
    .map((name) => `${name} is beside the archive`);
}
