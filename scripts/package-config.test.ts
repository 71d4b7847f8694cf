import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { desktopFileName } from '../src/main/shell/deep-links/registration';
import { identity } from '../src/shared/identity';
import { projectRoot } from './runtime';

const require = createRequire(import.meta.url);
const { getConfig } = require('app-builder-lib/out/util/config/config') as {
  getConfig(projectDir: string, configPath: string | null, inline: null): Promise<PackageConfig>;
};

interface PackageConfig {
  appId: string;
  productName: string;
  protocols: { name: string; schemes: string[] }[];
  linux: { executableName: string; target: string[] };
  electronFuses: Record<string, boolean>;
  asarUnpack: string[];
  npmRebuild: boolean;
  nsis: { include: string };
  mac: { hardenedRuntime: boolean; entitlements: string; entitlementsInherit: string };
}

const config = await getConfig(projectRoot, null, null);

test('the package carries the names of src/shared/identity.ts', () => {
  expect(config.appId).toBe(identity.appId);
  expect(config.productName).toBe(identity.productName);
  expect(config.linux.executableName).toBe(identity.name);
  expect(config.linux.target).toContain('AppImage');
});

test('SEC-49: the Windows installer has links opened by the app alone, behind a --, and takes it back', () => {
  const script = readFileSync(config.nsis.include, 'utf8');
  const key = `"Software\\Classes\\${identity.redirectScheme}`;
  const command = `${key}\\shell\\open\\command" "" '"$INSTDIR\\\${APP_EXECUTABLE_FILENAME}" "--" "%1"'`;
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
