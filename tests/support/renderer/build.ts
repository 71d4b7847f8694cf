import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

/** Builds one part of the app as it ships into a new temporary folder, and gives that folder. */
export async function buildBundle(part: 'preload' | 'renderer'): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), `${part}-`));
  // The test runner sets `test`, which would build React's development version; electron-vite sets it, too.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production');
    const settings = config?.[part];
    if (settings === undefined) throw new Error(`electron.vite.config.ts has no ${part} section`);
    await build({
      ...settings,
      logLevel: 'error',
      build: { ...settings.build, outDir, emptyOutDir: true },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  return outDir;
}
