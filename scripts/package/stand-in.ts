import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import plist from 'plist';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { PackageArch, Target } from './targets';

/**
 * What stands in for Electron's own files where they can't be had: as much of a distribution as
 * electron-builder needs to pack the app. Its "programs" hold a header and Electron's fuses as they
 * are delivered, and run nowhere.
 */

/** Electron's mark before its fuses, version 1, nine of them, each off ('0') or on ('1'). */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011', 'latin1');
const languages = [
  'de',
  'en-US',
  'en-GB',
  'es',
  'es-419',
  'fr',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
];
const moreLanguages = ['pt-BR', 'pt-PT', 'ru', 'sv', 'zh-CN', 'zh-TW'];

/** Writes the distribution for the target into `folder`, laid out as Electron's own. */
export function writeStandIn({ platform, arch }: Target, folder: string): void {
  if (platform === 'darwin') writeMac(arch, path.join(folder, 'Electron.app/Contents'));
  else writeProgram(arch, folder, platform === 'win32');
}

function writeProgram(arch: PackageArch, folder: string, isWindows: boolean): void {
  const program = isWindows ? portableExecutable(arch) : elf(arch);
  write(path.join(folder, isWindows ? 'electron.exe' : 'electron'), program);
  for (const language of [...languages, ...moreLanguages])
    write(path.join(folder, 'locales', `${language}.pak`), 'a stand-in');
  write(path.join(folder, 'LICENSE'), 'a stand-in');
  write(path.join(folder, 'LICENSES.chromium.html'), 'a stand-in');
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
}

function writeMac(arch: PackageArch, contents: string): void {
  const frameworks = path.join(contents, 'Frameworks');
  const framework = path.join(frameworks, 'Electron Framework.framework');
  write(path.join(contents, 'Info.plist'), plist.build(infoPlist));
  write(path.join(contents, 'MacOS/Electron'), machO(arch));
  write(path.join(contents, 'Resources/electron.icns'), 'a stand-in');
  write(path.join(framework, 'Electron Framework'), Buffer.concat([machO(arch), fuseWire]));
  for (const language of [...languages, ...moreLanguages]) {
    const name = language.replace('en-US', 'en').replace('-', '_');
    for (const resources of [contents, path.join(framework, 'Versions/A')])
      write(path.join(resources, 'Resources', `${name}.lproj/locale.pak`), 'a stand-in');
  }
  for (const suffix of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `Electron Helper${suffix}`;
    const inside = path.join(frameworks, `${helper}.app/Contents`);
    write(path.join(inside, 'Info.plist'), plist.build({ CFBundleExecutable: helper }));
    write(path.join(inside, 'MacOS', helper), machO(arch));
  }
}

/** What Electron's own says that matters here. */
const infoPlist = {
  CFBundleExecutable: 'Electron',
  CFBundleIconFile: 'electron.icns',
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
};

/** The header of a 64-bit little-endian ELF program. */
export function elf(arch: PackageArch): Buffer {
  const header = Buffer.alloc(64);
  header.write('\u007fELF\u0002\u0001\u0001', 'latin1');
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(arch === 'x64' ? 62 : 183, 18);
  return Buffer.concat([header, fuseWire]);
}

/** The header of a 64-bit Mach-O program. */
export function machO(arch: PackageArch): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(arch === 'x64' ? 0x01000007 : 0x0100000c, 4);
  header.writeUInt32LE(2, 12);
  return header;
}

/** A Windows program with a version and an icon, which electron-builder replaces, and the fuses. */
export function portableExecutable(arch: PackageArch): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  program.newHeader.fileHeader.machine = arch === 'x64' ? 0x8664 : 0xaa64;
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  const language = { lang: 0x0409, codepage: 1200 };
  version.setStringValues(language, { FileDescription: 'Electron', CompanyName: 'GitHub, Inc.' });
  version.outputToResourceEntries(resources.entries);
  const icon = new Data.IconFile();
  Resource.IconGroupEntry.replaceIconsForResource(
    resources.entries,
    1,
    language.lang,
    icon.icons.map(({ data }) => data),
  );
  resources.outputResource(program);
  program.setExtraData(
    fuseWire.buffer.slice(
      fuseWire.byteOffset,
      fuseWire.byteOffset + fuseWire.length,
    ) as ArrayBuffer,
  );
  return Buffer.from(program.generate());
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o755);
}
