import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Writes the declarations of a module and of all that they need, and nothing that comes from another
 * package: who installs ours has no others. What is only for us is marked `@internal` and left out.
 * @param entry below `root`
 * @throws Error when a declaration needs another package
 */
export function emitDeclarations(root: string, entry: string, outDir: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarations-'));
  const config = path.join(folder, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    rootDir: root,
    outDir: path.join(folder, 'out'),
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules/@types')],
  };
  const files = [path.join(root, entry)];
  const base = path.join(root, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: base, compilerOptions, include: [], files }));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
    copyWithNeeded(path.join(folder, 'out'), [entry.replace(/\.ts$/, '')], outDir, new Set());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param chain the module that is needed, below `from` and without an extension, after those that need it */
function copyWithNeeded(
  from: string,
  chain: readonly string[],
  to: string,
  done: Set<string>,
): void {
  const module = chain.at(-1) ?? '';
  if (done.has(module)) return;
  done.add(module);
  const target = path.join(to, `${module}.d.ts`);
  cpSync(path.join(from, `${module}.d.ts`), target, { recursive: true });
  const text = readFileSync(target, 'utf8').replace(
    /(from |import\()'([^']+)'/g,
    (_, before, specifier: string) => {
      if (specifier.startsWith('node:')) return `${before}'${specifier}'`;
      if (!specifier.startsWith('.')) {
        throw new Error(
          `${chain.join(' needs ')} needs ${specifier}. Mark what does @internal, or move it away.`,
        );
      }
      const needed = path.posix.join(path.posix.dirname(module), specifier);
      copyWithNeeded(from, [...chain, needed], to, done);
      // Node's resolution takes no path without an extension.
      return `${before}'${specifier}.js'`;
    },
  );
  writeFileSync(target, text);
}
