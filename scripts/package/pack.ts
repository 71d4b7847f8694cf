import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from '../../dev/build';
import { electronBinary, projectRoot } from '../../dev/runtime';
import { type PackedApp, readPackage } from './packed-app';
import { packable, type Target } from './targets';

/** Where the check packs to; `npm run package` writes to another folder. */
export const output = path.join(projectRoot, 'out/package-check');

/** The package for this machine. */
export const ownTarget: Target | undefined = packable.find(
  ({ platform, arch }) => platform === process.platform && arch === process.arch,
);

/** Whether a package is made with Electron's binary; without it, with a fake (fake-electron.ts). */
export function hasElectron(target: Target): boolean {
  return target === ownTarget && electronBinary() !== null;
}

/**
 * Packs the app for every target as an unpacked folder.
 *
 * @throws Error with electron-builder's output when it fails
 */
export function pack(): readonly PackedApp[] {
  buildIfNeeded();
  console.log('Packing the app …');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const script = path.join(projectRoot, 'scripts/package/builder.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
  });
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
  return packable.map((target) => readPackage(target, output));
}
