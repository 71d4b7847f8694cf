import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import asar from '@electron/asar';
import { projectRoot } from '../../../dev/runtime';
import { type PackedApp, readPackage } from '../packed-app';
import { layoutOf, nameOf, type Target } from '../targets';

/** What differs from a correct package: content by name; `null` removes a file. */
export interface Mistake {
  readonly inArchive?: Readonly<Record<string, string | Buffer | null>>;
  /** Beside the archive, which does not list it. */
  readonly besideArchive?: Readonly<Record<string, string>>;
}

/** The start of the keychain module for a target, with its header. */
export function nativeFile(target: Target): Buffer {
  const name = `node_modules/keytar/prebuilds/${nameOf(target)}/keytar.node`;
  return readFileSync(path.join(projectRoot, name)).subarray(0, 4_096);
}

/** The archive of a correct package, or of one with a mistake. Remove it when done. */
export async function fakePackage(
  target: Target,
  { inArchive = {}, besideArchive = {} }: Mistake = {},
): Promise<{ readonly app: PackedApp; remove(): void }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'app-'));
  const files: Record<string, string | Buffer | null> = {
    'out/main/index.cjs': '"use strict";',
    'out/main/updater-engine.cjs': 'fetch()',
    'out/preload/index.cjs': '"use strict";',
    'out/renderer/index.html': '<!doctype html>',
    'out/renderer/assets/index-a1b2C3_4.js': 'export {};',
    'out/renderer/assets/index-a1b2C3-4.css': 'p {}',
    'out/renderer/assets/mark-a1b2C3d4.svg': '<svg/>',
    [`node_modules/keytar/prebuilds/${nameOf(target)}/keytar.node`]: nativeFile(target),
    'node_modules/keytar/lib/keytar.js': 'module.exports = {};',
    'node_modules/keytar/package.json': '{}',
    'node_modules/keytar/LICENSE.md': 'a licence',
    'package.json': '{}',
    LICENSE: 'a licence',
    'out/main/licenses.md': 'licences',
    'out/renderer/licenses.md': 'licences',
    ...inArchive,
  };
  const [source, output] = [path.join(folder, 'source'), path.join(folder, 'output')];
  const layout = layoutOf(target, output);
  for (const [name, content] of Object.entries(files))
    if (content !== null) write(path.join(source, name), content);
  mkdirSync(layout.resources, { recursive: true });
  // It returns the stream before the last bytes are written.
  await finished(await asar.createPackageWithOptions(source, layout.asar, { unpack: '*.node' }));
  for (const [name, content] of Object.entries(besideArchive))
    write(path.join(layout.unpacked, name), content);
  return {
    app: readPackage(target, output),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
