import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from '../build';
import { electronBinary, projectRoot } from '../runtime';
import { filesIn, type PackedApp, readPackage } from './packed-app';
import { packable, type Target } from './targets';

/** Where the check packs to; `npm run package` writes to another folder. */
export const output = path.join(projectRoot, 'out/package-check');

/** Everything that a package follows from. */
const inputs = [
  'out/main',
  'out/preload',
  'out/renderer',
  'build',
  'scripts/package',
  // build/identity.ts reads names and languages.
  'src/main/shell/deep-links/registration.ts',
  'src/main/shell/loopback/page-texts.ts',
  'src/shared/identity.ts',
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'LICENSE',
];

/** The package for this machine. */
export const ownTarget: Target | undefined = packable.find(
  ({ platform, arch }) => platform === process.platform && arch === process.arch,
);

/** Whether a package is made with Electron's binary; without it, with a fake (fake-electron.ts). */
export function hasElectron(target: Target): boolean {
  return target === ownTarget && electronBinary() !== null;
}

/**
 * Packs the app for every target as an unpacked folder, unless nothing has changed since the last time.
 *
 * @throws Error with electron-builder's output when it fails
 */
export function packIfNeeded(): readonly PackedApp[] {
  buildIfNeeded();
  const stamp = path.join(output, 'inputs.sha256');
  const state = hashOfInputs();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
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
    writeFileSync(stamp, state);
  }
  return packable.map((target) => readPackage(target, output));
}

/** Changes with every byte that a package follows from, and when Electron is installed. */
function hashOfInputs(): string {
  const hash = createHash('sha256').update(`${electronBinary()}\n`);
  for (const input of inputs) {
    const full = path.join(projectRoot, input);
    const files = statSync(full).isDirectory() ? filesIn(full) : [''];
    for (const name of files) {
      hash.update(`${input}/${name}\n`).update(readFileSync(path.join(full, name)));
    }
  }
  return hash.digest('hex');
}
