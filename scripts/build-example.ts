import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from './runtime';

/**
 * Bundles `examples/minimal` as an app of its own, with the sign-in core in it.
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
