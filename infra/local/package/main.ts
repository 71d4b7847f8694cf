import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import workspace from '../package.json';

// Packs the local user pool for other projects: bundled, with a command and types, and no dependency.
// Usage: node --import tsx infra/local/package/main.ts [FOLDER]. Prints the path of the tarball.

const packageName = 'cognito-local-user-pool';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const outDir = path.resolve(process.argv[2] ?? 'out');
const folder = path.join(outDir, packageName);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { index: 'infra/local/index.ts', cli: 'infra/local/cli/main.ts' },
  outdir: folder,
  bundle: true,
  // Shares the code between both, and loads the demo provider when one is started.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Keeps names, so that stack traces and the code stay readable.
  minifySyntax: true,
  legalComments: 'none',
  // For the dependencies that are CommonJS.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'error',
});
const cli = path.join(folder, 'cli.js');
writeFileSync(cli, `#!/usr/bin/env node\n${readFileSync(cli, 'utf8')}`);
emitDeclarations();
writeFileSync(path.join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices(metafile));
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
copyFileSync(path.join(root, 'infra/local/package/README.md'), path.join(folder, 'README.md'));
copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
console.log(path.join(outDir, pack()));

function manifest() {
  const { version, license, author, engines } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return {
    name: packageName,
    version,
    description: workspace.description,
    license,
    author,
    keywords: ['cognito', 'oauth2', 'openid-connect', 'pkce', 'testing'],
    type: 'module',
    engines,
    bin: { [packageName]: './cli.js' },
    exports: { '.': { types: './types/index.d.ts', default: './index.js' } },
  };
}

/** Compiles the declarations; copies that of the entry and those that it imports, without `@internal` ones. */
function emitDeclarations(): void {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-b', 'infra/local'], { cwd: root, stdio: 'inherit' });
  const modules = new Set(['index']);
  // A set's iterator also visits what is added on the way.
  for (const module of modules) {
    const file = path.join(root, 'out/types/infra/local', `${module}.d.ts`);
    // Node's resolution needs the extension.
    const text = readFileSync(file, 'utf8').replace(
      /(from |import\()'(\.[^']+)'/g,
      (_, before, specifier: string) => {
        modules.add(path.posix.join(path.posix.dirname(module), specifier));
        return `${before}'${specifier}.js'`;
      },
    );
    const target = path.join(folder, 'types', `${module}.d.ts`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** The licences of the packages in the bundle, which ask for their text to stay with the code. */
function thirdPartyNotices({ outputs }: Metafile): string {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const packages = inputs.flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((each) => `${each.replace(/^.*node_modules\//, '')}\n\n${licenceOf(each)}\n`)
    .join(`\n${'-'.repeat(79)}\n\n`);
}

/** The text of the licence file, or the licence's name for a package without one. */
function licenceOf(packageFolder: string): string {
  const files = path.join(root, packageFolder);
  const file = readdirSync(files).find((name) => /^licen[cs]e/i.test(name));
  if (file !== undefined) return readFileSync(path.join(files, file), 'utf8').trim();
  const { license } = JSON.parse(readFileSync(path.join(files, 'package.json'), 'utf8'));
  return `${license}; the package has no licence file.`;
}

/** @returns the tarball's name */
function pack(): string {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', outDir];
  // A shell finds npm.cmd on Windows.
  const shell = process.platform === 'win32';
  const answer = execFileSync('npm', args, { cwd: folder, encoding: 'utf8', shell });
  return (JSON.parse(answer) as [{ filename: string }])[0].filename;
}
