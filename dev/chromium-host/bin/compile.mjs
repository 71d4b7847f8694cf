import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src', import.meta.url));
const esbuild = createRequire(import.meta.url).resolve('esbuild/package.json');
/** In `node_modules/.cache`, where tools keep what can be made again. */
const cacheFile = path.resolve(esbuild, '../../.cache/chromium-host.json');
const page = { format: 'iife', target: 'chrome120' };
const parts = {
  host: ['main', { format: 'cjs', platform: 'node', target: 'node20' }],
  mainWorld: ['renderer/main-world', page],
  isolatedWorld: ['renderer/isolated-world', page],
  codec: ['shared/codec', { ...page, globalName: 'codec' }],
};

/**
 * The host and its scripts for the pages, each as one JavaScript text. esbuild compiles them once; as long
 * as no source has changed, they are read from `node_modules/.cache`.
 */
export async function compileHost() {
  const sources = fingerprint();
  const kept = read();
  if (kept?.sources === sources) return kept.compiled;
  const compiled = await compile();
  keep({ sources, compiled });
  return compiled;
}

async function compile() {
  const { build, stop } = await import('esbuild');
  const entries = await Promise.all(
    Object.entries(parts).map(async ([name, [entry, options]]) => {
      const { outputFiles } = await build({
        entryPoints: [path.join(source, `${entry}.ts`)],
        bundle: true,
        write: false,
        logLevel: 'silent',
        ...options,
      });
      return [name, outputFiles[0].text];
    }),
  );
  stop();
  return Object.fromEntries(entries);
}

/** Changes with every source, with this file and with esbuild. */
function fingerprint() {
  const hash = createHash('sha256');
  const names = readdirSync(source, { recursive: true }).sort();
  const files = [...names.map((name) => path.join(source, name)), fileURLToPath(import.meta.url)];
  for (const name of [...files, esbuild]) {
    const { mtimeMs, size } = statSync(name);
    hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function read() {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8'));
  } catch {
    return null; // there is none yet
  }
}

/** Whole or not at all, since another host may be reading; where nothing can be written, nothing is kept. */
function keep(value) {
  const unfinished = `${cacheFile}.${process.pid}`;
  try {
    mkdirSync(path.dirname(cacheFile), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(value));
    renameSync(unfinished, cacheFile);
  } catch {
    // The next start compiles again.
  }
}
