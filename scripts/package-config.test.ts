import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { identity } from '../src/shared/identity';
import { projectRoot } from './runtime';

const require = createRequire(import.meta.url);
const { getConfig } = require('app-builder-lib/out/util/config/config') as {
  getConfig(projectDir: string, configPath: string | null, inline: null): Promise<PackageConfig>;
};

interface PackageConfig {
  appId: string;
  productName: string;
  protocols: { schemes: string[] }[];
  linux: { executableName: string; target: string[] };
  electronFuses: Record<string, boolean>;
}

const config = await getConfig(projectRoot, null, null);

test('the package carries the names of src/shared/identity.ts', () => {
  expect(config.appId).toBe(identity.appId);
  expect(config.productName).toBe(identity.productName);
  expect(config.protocols.flatMap((protocol) => protocol.schemes)).toEqual([
    identity.redirectScheme,
  ]);
  expect(config.linux.executableName).toBe(identity.name);
  expect(config.linux.target).toContain('AppImage');
});

test('every fuse is decided (SEC-64)', () => {
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
