import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

/** Builds the renderer as it ships into a new temporary folder, and gives that folder. */
export async function buildRenderer(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'renderer-'));
  const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production');
  const renderer = config?.renderer;
  if (renderer === undefined) throw new Error('electron.vite.config.ts has no renderer section');
  await build({
    ...renderer,
    logLevel: 'error',
    build: { ...renderer.build, outDir, emptyOutDir: true },
  });
  return outDir;
}
