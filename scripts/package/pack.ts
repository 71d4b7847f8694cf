import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from '../build';
import { electronBinary, projectRoot } from '../runtime';
import { type Distribution, type PackedApp, readPackage } from './packed-app';
import { layoutOf, nameOf, type Target, targets } from './targets';

/** Where the check packs to: beside the packages for people, and not among them. */
export const output = path.join(projectRoot, 'out/package-check');

/** What a package follows from. Of the sources, the names and languages that `build/identity.ts` takes. */
const inputs = [
  'out/main',
  'out/preload',
  'out/renderer',
  'build',
  'scripts/package/builder.ts',
  'scripts/package/stand-in.ts',
  'src/main/shell/deep-links/registration.ts',
  'src/main/shell/loopback/page-texts.ts',
  'src/shared/identity.ts',
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'LICENSE',
];

/** The package for this machine. */
export const ownTarget: Target | undefined = targets.find(
  ({ platform, arch }) => platform === process.platform && arch === process.arch,
);

/**
 * Packs the app for these targets as far as an unpacked folder, unless nothing has changed since the last
 * time. With Electron's own binary where it is installed and the target is this machine's; with a stand-in
 * else. @throws Error with electron-builder's words when it fails
 */
export function packIfNeeded(wanted: readonly Target[]): readonly PackedApp[] {
  buildIfNeeded();
  const state = hashOfInputs();
  const stale = wanted.filter((target) => !isPacked(target, state));
  for (const distribution of ['electron', 'stand-in'] as const) {
    const some = stale.filter((target) => distributionFor(target) === distribution);
    if (some.length > 0) pack(some, distribution);
  }
  for (const target of stale) writeFileSync(stampOf(target), state);
  return wanted.map((target) => readPackage(target, output, distributionFor(target)));
}

function pack(wanted: readonly Target[], distribution: Distribution): void {
  const names = wanted.map(nameOf);
  console.log(`Packing ${names.join(', ')} …`);
  for (const target of wanted) {
    rmSync(stampOf(target), { force: true });
    rmSync(layoutOf(target, output).root, { recursive: true, force: true });
  }
  mkdirSync(output, { recursive: true });
  const script = path.join(projectRoot, 'scripts/package/builder.ts');
  const args = ['--import', 'tsx', script, output, distribution, ...names];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
  });
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
}

function distributionFor(target: Target): Distribution {
  return target === ownTarget && electronBinary() !== null ? 'electron' : 'stand-in';
}

function isPacked(target: Target, state: string): boolean {
  const stamp = stampOf(target);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === state;
}

function stampOf(target: Target): string {
  return path.join(output, `${nameOf(target)}.sha256`);
}

/** Changes with every byte that goes into a package, and with Electron being there. */
function hashOfInputs(): string {
  const hash = createHash('sha256').update(`${electronBinary()}\n`);
  for (const input of inputs.flatMap(filesIn)) {
    hash.update(`${input}\n`).update(readFileSync(path.join(projectRoot, input)));
  }
  return hash.digest('hex');
}

function filesIn(relative: string): string[] {
  const full = path.join(projectRoot, relative);
  if (!statSync(full).isDirectory()) return [relative];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(`${relative}/${name}`));
}
