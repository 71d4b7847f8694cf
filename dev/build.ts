import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
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
  const viteCli = path.join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  const result = spawnSync(process.execPath, [viteCli, 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Error(`The build failed:\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
  mkdirSync(path.dirname(namesFile), { recursive: true });
  writeFileSync(namesFile, names);
}

/**
 * Bundles `examples/minimal` as a separate app that contains the sign-in core.
 *
 * @returns the folder to start
 */
export function buildExample(): string {
  const folder = path.join(projectRoot, 'out/examples/minimal');
  mkdirSync(folder, { recursive: true });
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: ['examples/minimal/main.ts'],
    outfile: path.join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    // jsonc-parser's other entry loads its parts by names that no bundler sees.
    mainFields: ['module', 'main'],
    format: 'cjs',
    // Pictures are imported as texts.
    loader: { '.svg': 'text' },
    // Electron comes from the runtime; keytar is a native module.
    external: ['electron', 'keytar'],
    // The way to the native module starts at this file; CommonJS has no `import.meta`.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  const manifest = { name: 'minimal-sign-in', version: '0.0.0', main: 'main.cjs' };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
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
