import type { PackedApp } from '../packed-app';
import type { PackageArch, PackagePlatform } from '../targets';

interface Machine {
  readonly platform: PackagePlatform;
  /** `null` for one that no package is for. */
  readonly arch: PackageArch | null;
}

/**
 * What a native file runs on, by its header: ELF (System V ABI, `e_machine`), Mach-O (`cputype`) or PE
 * (`Machine`). @returns `null` for a file that is none of them
 */
export function machineOf(file: Buffer): Machine | null {
  if (file.length < 64) return null;
  if (file.readUInt32BE(0) === 0x7f454c46) {
    const arch = { 62: 'x64', 183: 'arm64' } as const;
    return { platform: 'linux', arch: pick(arch, file.readUInt16LE(18)) };
  }
  if (file.readUInt32LE(0) === 0xfeedfacf) {
    const arch = { 16777223: 'x64', 16777228: 'arm64' } as const;
    return { platform: 'darwin', arch: pick(arch, file.readUInt32LE(4)) };
  }
  // A universal binary holds several, and half of it is never run.
  if (file.readUInt32BE(0) === 0xcafebabe) return { platform: 'darwin', arch: null };
  const start = file.readUInt32LE(60);
  const isPe = file.toString('latin1', 0, 2) === 'MZ' && start + 6 <= file.length;
  if (!isPe || file.toString('latin1', start, start + 4) !== 'PE\0\0') return null;
  const arch = { 34404: 'x64', 43620: 'arm64' } as const;
  return { platform: 'win32', arch: pick(arch, file.readUInt16LE(start + 4)) };
}

function pick(known: Readonly<Record<number, PackageArch>>, machine: number): PackageArch | null {
  return known[machine] ?? null;
}

/** Native files of another system or processor, inside the archive, or that are none at all. */
export function foreignNativeFiles({ target, files }: PackedApp): string[] {
  return files.flatMap(({ name, isUnpacked, content }) => {
    const machine = machineOf(content());
    const isNative = name.endsWith('.node');
    if (machine === null) return isNative ? [`${name} is no native file`] : [];
    const wanted = `${target.platform}-${target.arch}`;
    const found = `${machine.platform}-${machine.arch ?? 'another processor'}`;
    const problems = found === wanted ? [] : [`${name} is for ${found}, not for ${wanted}`];
    // Electron would write it to a temporary folder at every start, where others could change it.
    return isUnpacked ? problems : [...problems, `${name} is native and stands inside the archive`];
  });
}
