import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../dev/runtime';

export const bundle = path.join(projectRoot, 'out', 'faults', 'app-process.cjs');

/** Vitest's global setup: compiles the process once, since scenarios start it hundreds of times. */
export default async function buildAppProcess(): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'app-process.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // The UMD build of jsonc-parser can't be bundled.
    mainFields: ['module', 'main'],
    external: ['keytar'],
    // What an ES module has, in terms of what a CommonJS one has.
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'silent',
    outfile: bundle,
  });
}
