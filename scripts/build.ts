import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './runtime';

const sources = ['src', 'electron.vite.config.ts', 'cognito.config.json', 'package.json'];
const products = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Builds the app when a source is newer than the oldest product. Says so in one line. */
export function buildIfNeeded(): void {
  const built = Math.min(...products.map((file) => modifiedAt(file)));
  const changed = Math.max(...sources.map((file) => modifiedAt(file)));
  if (built >= changed && built > 0) return;
  console.log('Building the app …');
  const result = spawnSync(process.execPath, [viteCli(), 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Error(`The build failed:\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
}

function viteCli(): string {
  return path.join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
}

/** The newest change in a file or folder, in ms since the epoch; 0 where there is none. */
function modifiedAt(relative: string): number {
  const full = path.join(projectRoot, relative);
  if (!existsSync(full)) return 0;
  const stat = statSync(full);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(0, ...inside);
}
