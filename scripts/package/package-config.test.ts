import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { pageLanguages } from '../../src/main/flows/loopback/page-texts';
import { desktopFileName } from '../../src/main/platform/app-paths';
import { identity } from '../../src/shared/identity';

const require = createRequire(import.meta.url);
const { getConfig } = require('app-builder-lib/out/util/config/config') as {
  getConfig(projectDir: string, configPath: string | null, inline: null): Promise<PackageConfig>;
};

interface PackageConfig {
  appId: string;
  productName: string;
  protocols: { name: string; schemes: string[] }[];
  linux: { executableName: string; target: PackageTarget[]; maintainer: string };
  deb: { depends: string[] };
  rpm: { depends: string[] };
  win: { target: PackageTarget[] };
  toolsets: { appimage: string };
  extraMetadata: { desktopName: string };
  electronLanguages: string[];
  electronFuses: Record<string, boolean>;
  asarUnpack: string[];
  npmRebuild: boolean;
  nsis: { include: string; perMachine: boolean };
  mac: {
    target: PackageTarget[];
    hardenedRuntime: boolean;
    entitlements: string;
    entitlementsInherit: string;
  };
}

interface PackageTarget {
  target: string;
  arch: string[];
}

const config = await getConfig(projectRoot, null, null);

test('the package carries the names of src/shared/identity.ts', () => {
  expect(config.appId).toBe(identity.appId);
  expect(config.productName).toBe(identity.productName);
  expect(config.linux.executableName).toBe(identity.name);
  expect(config.linux.maintainer).toBe(`${identity.copyright} <${identity.contact}>`);
});

test('there is a package for every system and processor', () => {
  const packages = (of: PackageTarget[]) =>
    of.map(({ target, arch }) => [target, ...arch].join(' '));
  expect(packages(config.win.target)).toEqual(['nsis x64 arm64']);
  expect(packages(config.mac.target)).toEqual(['dmg x64 arm64', 'zip x64 arm64']);
  expect(packages(config.linux.target)).toEqual([
    'AppImage x64 arm64',
    'deb x64 arm64',
    'rpm x64 arm64',
  ]);
  expect(config.nsis.perMachine).toBe(false);
});

test('packages that can, bring the library that talks to the keyring', () => {
  expect(config.deb.depends).toContain('libsecret-1-0');
  expect(config.rpm.depends).toContain('(libsecret or libsecret-1-0)');
});

test('SEC-40: an AppImage is not started without Chromium’s sandbox as a matter of course', () => {
  // electron-builder's oldest toolset, its default, writes --no-sandbox into the menu entry.
  expect(config.toolsets.appimage).toMatch(/^[1-9]/);
});

test('Chromium speaks the languages of the app’s pages', () => {
  expect(config.electronLanguages.map((language) => language.replace(/^en-US$/, 'en'))).toEqual(
    pageLanguages,
  );
});

test('the icons are made from the current picture', () => {
  const read = (name: string) => readFileSync(path.join(projectRoot, name));
  const hash = createHash('sha256').update(read('src/shared/mark.svg')).digest('hex');
  expect(read('build/icons/source.sha256').toString(), 'npm run icons').toBe(`${hash}\n`);
});

test('SEC-49: the Windows installer has links opened by the app alone, behind a --, and takes it back', () => {
  const script = readFileSync(config.nsis.include, 'utf8');
  const key = `"Software\\Classes\\${identity.redirectScheme}`;
  const command = `${key}\\shell\\open\\command" "" '"$INSTDIR\\\${APP_EXECUTABLE_FILENAME}" -- "%1"'`;
  expect(script).toContain(`WriteRegStr SHELL_CONTEXT ${command}`);
  expect(script).toContain(`WriteRegStr SHELL_CONTEXT ${key}" "URL Protocol" ""`);
  const [, removal] = script.split('!macro customUnInstall');
  expect(removal).toContain(`DeleteRegKey SHELL_CONTEXT ${key}"`);
});

test('links of the scheme reach the app on macOS and Linux: it is in Info.plist and in the .desktop file', () => {
  expect(config.protocols).toEqual([
    { name: identity.productName, schemes: [identity.redirectScheme] },
  ]);
  // The .desktop file is called after the program, and that is how the app asks for itself.
  expect(desktopFileName(true)).toBe(`${config.linux.executableName}.desktop`);
  expect(config.extraMetadata.desktopName).toBe(desktopFileName(true));
});

test('SEC-64: every fuse is decided', () => {
  const scheme = require('app-builder-lib/scheme.json') as {
    definitions: { FuseOptionsV1: { properties: object } };
  };
  const known = Object.keys(scheme.definitions.FuseOptionsV1.properties);
  expect(known.length).toBeGreaterThan(5);
  // Re-signing after fuses were set is a step, not a fuse.
  const fuses = known.filter((name) => name !== 'resetAdHocDarwinSignature');
  expect(Object.keys(config.electronFuses).sort()).toEqual(fuses.sort());
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
  });
});

test('SEC-65: only native code stands outside the archive, and nothing is compiled', () => {
  expect(config.asarUnpack).toEqual(['**/*.node']);
  expect(config.npmRebuild).toBe(false);
});

test('SEC-66: hardened runtime on macOS, with one entitlement', () => {
  expect(config.mac.hardenedRuntime).toBe(true);
  expect(config.mac.entitlementsInherit).toBe(config.mac.entitlements);
  const entitlements = readFileSync(path.join(projectRoot, config.mac.entitlements), 'utf8');
  const asked = [...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key);
  expect(asked).toEqual(['com.apple.security.cs.allow-jit']);
});
