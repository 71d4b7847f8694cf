import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './runtime';

const sources = ['src', 'electron.vite.config.ts', 'cognito.config.json', 'package.json'];
const products = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];
/** The names of the sources of the last build: a source that is gone has no time to compare. */
const namesFile = path.join(projectRoot, 'out/sources.txt');

/** Builds the app when a source is newer than the oldest product, new or gone. Says so in one line. */
export function buildIfNeeded(): void {
  const files = sources.flatMap(filesIn);
  const names = files.join('\n');
  const built = Math.min(...products.map(modifiedAt));
  const changed = Math.max(...files.map(modifiedAt));
  if (built >= changed && existsSync(namesFile) && readFileSync(namesFile, 'utf8') === names)
    return;
  console.log('Building the app …');
  const result = spawnSync(process.execPath, [viteCli(), 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Error(`The build failed:\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
  mkdirSync(path.dirname(namesFile), { recursive: true });
  writeFileSync(namesFile, names);
}

function viteCli(): string {
  return path.join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
}

/** The file itself, or every file below the folder but tests; none where there is nothing. */
function filesIn(relative: string): string[] {
  const full = path.join(projectRoot, relative);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [relative];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** In ms since the epoch; 0 where there is none. */
function modifiedAt(relative: string): number {
  return statSync(path.join(projectRoot, relative), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
