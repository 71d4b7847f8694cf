import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { emitDeclarations } from './declarations';
import { thirdPartyNotices } from './notices';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = path.join(root, 'infra/local/package');
export const packageName = 'cognito-local-user-pool';

/**
 * Builds the pool as a package of its own, without dependencies, and packs it.
 * @param outDir made when missing; the unpacked package is left below it
 * @returns the path of the tarball
 */
export async function packUserPool(outDir: string): Promise<string> {
  const folder = path.join(outDir, packageName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundles = [
    await bundle('infra/local/index.ts', path.join(folder, 'index.js'), {}),
    await bundle('infra/local/cli.ts', path.join(folder, 'cli.js'), {
      banner: { js: '#!/usr/bin/env node' },
      define: { 'process.env.USER_POOL_COMMAND': JSON.stringify(`npx ${packageName}`) },
      plugins: [besideTheBundle],
      // Its build for Node is CommonJS, which asks for `process` in a way that a bundle has not.
      alias: { yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js') },
    }),
  ];
  emitDeclarations(root, 'infra/local/index.ts', path.join(folder, 'types'));
  writeFileSync(path.join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices(root, bundles));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  copyFileSync(path.join(here, 'README.md'), path.join(folder, 'README.md'));
  copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  return pack(folder, outDir);
}

async function bundle(
  entry: string,
  outfile: string,
  options: Pick<Parameters<typeof build>[0], 'alias' | 'banner' | 'define' | 'plugins'>,
): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Stack traces keep their names, and people can read what they run.
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  return metafile;
}

/** The command runs the same code that others import, rather than bringing a second copy. */
const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/index$/ }, ({ resolveDir }) =>
      resolveDir === path.join(root, 'infra/local')
        ? { path: './index.js', external: true }
        : undefined,
    );
  },
};

function manifest() {
  const { version, license, author, engines } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return {
    name: packageName,
    version,
    description: 'A Cognito-compatible user pool on your own computer, for development and tests',
    license,
    author,
    keywords: ['cognito', 'oauth2', 'openid-connect', 'pkce', 'testing'],
    type: 'module',
    engines,
    bin: { [packageName]: './cli.js' },
    exports: { '.': { types: './types/infra/local/index.d.ts', default: './index.js' } },
  };
}

function pack(folder: string, outDir: string): string {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', path.resolve(outDir)];
  // A shell finds npm.cmd on Windows.
  const shell = process.platform === 'win32';
  const answer = execFileSync('npm', args, { cwd: folder, encoding: 'utf8', shell });
  const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
  return path.join(outDir, filename);
}
