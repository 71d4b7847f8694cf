import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

export interface RendererScripts {
  readonly mainWorld: string;
  readonly isolatedWorld: string;
}

/** The two scripts that every document gets, as plain JavaScript text. Each is one closure. */
export async function buildRendererScripts(): Promise<RendererScripts> {
  // Loaded past tsx, whose marks on module paths esbuild takes for a part of its binary's name.
  const { build } = createRequire(fileURLToPath(import.meta.url))('esbuild') as typeof Esbuild;
  const compile = async (name: string): Promise<string> => {
    const result = await build({
      entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'chrome120',
      logLevel: 'silent',
    });
    return result.outputFiles[0]?.text ?? '';
  };
  const [mainWorld, isolatedWorld] = await Promise.all([
    compile('main-world'),
    compile('isolated-world'),
  ]);
  return { mainWorld, isolatedWorld };
}
