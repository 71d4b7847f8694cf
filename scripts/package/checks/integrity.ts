import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import asar from '@electron/asar';
import plist from 'plist';
import { NtExecutable, NtExecutableResource } from 'resedit';
import type { PackedApp } from '../packed-app';

interface Recorded {
  readonly algorithm?: string;
  readonly hash?: string;
}

/**
 * Whether the program knows the hash of its archive, by which Electron notices one that was changed: in
 * `Info.plist` on macOS, in a resource of the program on Windows. Electron has nothing like it on Linux.
 */
export function wrongIntegrity({ target, layout }: PackedApp): string[] {
  if (target.platform === 'linux') return [];
  const { algorithm, hash } =
    target.platform === 'darwin' ? inInfoPlist(layout.root) : inProgram(layout.executable);
  if (hash === undefined) return ['the program does not know the hash of its archive'];
  asar.uncache(layout.asar);
  const { headerString } = asar.getRawHeader(layout.asar);
  const actual = createHash('sha256').update(headerString).digest('hex');
  const isRight = algorithm === 'SHA256' && hash === actual;
  return isRight ? [] : ['the program knows another hash than that of its archive'];
}

function inInfoPlist(root: string): Recorded {
  const info = plist.parse(readFileSync(path.join(root, 'Contents/Info.plist'), 'utf8')) as {
    ElectronAsarIntegrity?: Record<string, Recorded>;
  };
  return info.ElectronAsarIntegrity?.['Resources/app.asar'] ?? {};
}

function inProgram(executable: string): Recorded {
  const program = NtExecutable.from(readFileSync(executable), { ignoreCert: true });
  const entry = NtExecutableResource.from(program).entries.find(
    ({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR',
  );
  if (entry === undefined) return {};
  const list = JSON.parse(Buffer.from(entry.bin).toString('utf8')) as {
    file: string;
    alg: string;
    value: string;
  }[];
  const found = list.find(({ file }) => file === 'resources\\app.asar');
  return found === undefined ? {} : { algorithm: found.alg, hash: found.value };
}
