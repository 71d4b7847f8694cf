import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** A folder of `src/main` imports from its own row and from the rows before it. Files of `src/main` itself come last. */
const layers = [
  ['util'],
  ['problems'],
  ['config'],
  ['auth'],
  ['api', 'storage', 'platform', 'security'],
  ['updates', 'flows', 'window'],
  ['ipc'],
];
/** The sign-in core has no input and output of its own. */
const core = ['util', 'problems', 'auth'];
const inputOutput = /^(electron|node:(fs|net|http|https|child_process)(\/.*)?)$/;

/** The bundler inlines the picture into a page. */
const allowed = ['main/flows/loopback/page.ts → renderer/mark.svg?raw'];

const src = path.join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));

/** What a file imports: paths below `src`, and names of packages. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const names = [...text.matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)];
  return names.map(([, name = '']) =>
    name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
  );
}

function layerOf([, folder]: readonly string[]): number {
  const layer = layers.findIndex((row) => row.includes(folder ?? ''));
  return layer === -1 ? layers.length : layer;
}

/** Why `file` must not import `imported`; `null`: it may. */
function faultOf(file: string, imported: string): string | null {
  const [from, to] = [file.split('/'), imported.split('/')];
  const isCore = from[0] === 'main' && core.includes(from[1] ?? '');
  if (isCore && inputOutput.test(imported)) return 'input and output in the core';
  if (imported.startsWith('..')) return 'outside src';
  const isOurs = ['main', 'preload', 'renderer', 'shared'].includes(to[0] ?? '');
  if (!isOurs || to[0] === 'shared') return null;
  if (to[0] !== from[0]) return 'another process';
  if (from[0] !== 'main') return null;
  if (layerOf(to) > layerOf(from)) return 'a higher layer';
  const flows = [from, to].map(([, folder, flow, inFlow]) =>
    folder === 'flows' && inFlow !== undefined ? flow : null,
  );
  return flows.every((flow) => flow !== null) && flows[0] !== flows[1] ? 'another flow' : null;
}

it('nothing in src imports from a higher layer, another process, another flow or outside src', () => {
  expect(files.length).toBeGreaterThan(100);
  const faults = files.flatMap((file) =>
    importsOf(file)
      .map((imported) => ({ line: `${file} → ${imported}`, fault: faultOf(file, imported) }))
      .filter(({ line, fault }) => fault !== null && !allowed.includes(line)),
  );
  expect(faults).toEqual([]);
});
