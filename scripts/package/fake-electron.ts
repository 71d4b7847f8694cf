import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import plist from 'plist';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { Target } from './targets';

/**
 * As much of an Electron distribution as electron-builder needs to pack the app, for targets whose distribution
 * is not installed. Its programs contain Electron's default fuses, and run nowhere.
 */

/** Electron's mark, then version 1 and nine fuses, each off ('0') or on ('1'). */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011', 'latin1');

/** Writes the distribution for a target into `folder`, laid out as Electron's. */
export function writeFakeElectron({ platform }: Target, folder: string): void {
  if (platform === 'darwin') {
    writeMac(path.join(folder, 'Electron.app/Contents'));
    return;
  }
  if (platform === 'win32') write(path.join(folder, 'electron.exe'), windowsProgram());
  else write(path.join(folder, 'electron'), fuseWire);
  write(path.join(folder, 'locales/en-US.pak'), 'fake');
  write(path.join(folder, 'LICENSE'), 'fake');
  write(path.join(folder, 'LICENSES.chromium.html'), 'fake');
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
}

function writeMac(contents: string): void {
  const frameworks = path.join(contents, 'Frameworks');
  const framework = path.join(frameworks, 'Electron Framework.framework');
  write(path.join(contents, 'Info.plist'), plist.build(infoPlist));
  write(path.join(contents, 'MacOS/Electron'), 'fake');
  write(path.join(contents, 'Resources/en.lproj/locale.pak'), 'fake');
  write(path.join(framework, 'Electron Framework'), fuseWire);
  write(path.join(framework, 'Versions/A/Resources/en.lproj/locale.pak'), 'fake');
  for (const suffix of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `Electron Helper${suffix}`;
    const inside = path.join(frameworks, `${helper}.app/Contents`);
    write(path.join(inside, 'Info.plist'), plist.build({ CFBundleExecutable: helper }));
    write(path.join(inside, 'MacOS', helper), 'fake');
  }
}

/** The part of Electron's own that the check reads. */
const infoPlist = {
  CFBundleExecutable: 'Electron',
  CFBundleIconFile: 'electron.icns',
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
};

/** A program with the version that electron-builder replaces, and the fuses. */
export function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  const language = { lang: 0x0409, codepage: 1200 };
  version.setStringValues(language, { FileDescription: 'Electron', CompanyName: 'GitHub, Inc.' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(Uint8Array.from(fuseWire).buffer);
  return Buffer.from(program.generate());
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o755 });
}
