import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import plist from 'plist';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../../dev/runtime';
import { identity } from '../../../src/shared/identity';
import { windowsProgram, writeFakeElectron } from '../fake-electron';
import { fakePackage } from '../testing/fake-package';
import {
  unexpectedResources,
  wrongFuses,
  wrongInfoPlist,
  wrongIntegrity,
  wrongMenuEntries,
  wrongProgramInfo,
} from './program';

const folder = mkdtempSync(path.join(os.tmpdir(), 'app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const yaml = readFileSync(path.join(projectRoot, 'electron-builder.yml'), 'utf8');
const { electronFuses } = parse(yaml) as { electronFuses: Record<string, boolean> };
const setting = {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const;

/** A binary with these fuses: Electron's mark, version 1, how many, and one byte each. */
function withFuses(wire: string): string {
  const file = path.join(mkdtempSync(path.join(folder, 'fuses-')), 'program');
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  writeFileSync(file, `\u007fELF…${mark}\u0001${String.fromCharCode(wire.length)}${wire}…`);
  return file;
}

test.each<[string, string, string[]]>([
  ['as decided', '010011001', []],
  [
    'as Electron is delivered',
    '101100011',
    [
      'RunAsNode is on, not off',
      'EnableCookieEncryption is off, not on',
      'EnableNodeOptionsEnvironmentVariable is on, not off',
      'EnableNodeCliInspectArguments is on, not off',
      'EnableEmbeddedAsarIntegrityValidation is off, not on',
      'OnlyLoadAppFromAsar is off, not on',
      'GrantFileProtocolExtraPrivileges is on, not off',
    ],
  ],
  ['one the other way', '110011001', ['RunAsNode is on, not off']],
  ['one removed', 'r10011001', ['RunAsNode is removed, not off']],
  ['an older Electron', '01001100', ['WasmTrapHandlers does not exist']],
  ['a new Electron with one more', '0100110011', ['number 9 is on, not decided']],
])('SEC-64: fuses are read from a binary: %s', async (_, wire, problems) => {
  const expected = problems.map((problem) => `the fuse ${problem}`);
  expect(await wrongFuses(withFuses(wire), electronFuses)).toEqual(expected);
});

test('SEC-64: a binary without fuses is reported', async () => {
  const file = path.join(folder, 'no-fuses');
  writeFileSync(file, 'nothing here');
  expect((await wrongFuses(file, electronFuses)).join()).toMatch(/can't be read/);
});

test('what @electron/fuses writes into a fake is read back', async () => {
  const dist = path.join(folder, 'dist');
  writeFakeElectron({ platform: 'linux', arch: 'x64' }, dist);
  const program = path.join(dist, 'electron');
  expect(await wrongFuses(program, electronFuses)).not.toEqual([]);
  await flipFuses(program, setting);
  expect(await wrongFuses(program, electronFuses)).toEqual([]);
});

test('a program that doesn’t know the hash of its archive is reported', async () => {
  const mac = await fakePackage({ platform: 'darwin', arch: 'arm64' });
  const info = path.join(mac.app.layout.root, 'Contents/Info.plist');
  const wrong = { 'Resources/app.asar': { algorithm: 'SHA256', hash: '0'.repeat(64) } };
  writeFileSync(info, plist.build({}));
  expect(wrongIntegrity(mac.app)).toEqual(['the program does not know the hash of its archive']);
  writeFileSync(info, plist.build({ ElectronAsarIntegrity: wrong }));
  expect(wrongIntegrity(mac.app)).toEqual([
    'the program knows a different hash than its archive has',
  ]);
  mac.remove();

  const windows = await fakePackage({ platform: 'win32', arch: 'x64' });
  const dist = path.join(folder, 'windows');
  writeFakeElectron(windows.app.target, dist);
  writeFileSync(windows.app.layout.executable, readFileSync(path.join(dist, 'electron.exe')));
  expect(wrongIntegrity(windows.app)).toEqual([
    'the program does not know the hash of its archive',
  ]);
  windows.remove();
});

test('a Windows program that is still named Electron, and has no icon, is reported', () => {
  expect(wrongProgramInfo(windowsProgram())).toEqual([
    'the program’s ProductName is missing',
    'the program’s FileDescription is Electron',
    'the program’s CompanyName is GitHub, Inc.',
    'the program’s LegalCopyright is missing',
    'the program has no icon of 256 pixels',
  ]);
});

test('an app beside the archive, which Electron could run instead, is reported', async () => {
  const { app, remove } = await fakePackage({ platform: 'linux', arch: 'x64' });
  expect(unexpectedResources(app)).toEqual([]);
  writeFileSync(path.join(app.layout.resources, 'default_app.asar'), '');
  mkdirSync(path.join(app.layout.resources, 'app'));
  expect(unexpectedResources(app)).toEqual([
    'app is beside the archive',
    'default_app.asar is beside the archive',
  ]);
  remove();
});

test('an Info.plist that lacks the scheme or requests the camera is reported', async () => {
  const root = path.join(folder, 'A.app');
  mkdirSync(path.join(root, 'Contents'), { recursive: true });
  const right = {
    CFBundleIdentifier: identity.appId,
    CFBundleURLTypes: [{ CFBundleURLSchemes: [identity.redirectScheme] }],
  };
  const problems = (info: object) => {
    writeFileSync(path.join(root, 'Contents/Info.plist'), plist.build(info));
    return wrongInfoPlist(root);
  };
  expect(problems(right)).toEqual([]);
  expect(problems({ ...right, CFBundleURLTypes: [] })).toEqual(['Info.plist registers no scheme']);
  expect(problems({ ...right, NSCameraUsageDescription: 'x' })).toEqual([
    'Info.plist requests a permission that the app never uses: NSCameraUsageDescription',
  ]);
  expect(problems({ ...right, CFBundleIdentifier: 'com.example' })).toHaveLength(1);
});

test('a menu entry without the scheme, the link or its window, or with a switch, is reported', () => {
  const right = `[Desktop Entry]\nExec=AppRun %U\nMimeType=x-scheme-handler/${identity.redirectScheme};\nStartupWMClass=${identity.name}\n`;
  const problems = (entry: string) => wrongMenuEntries([right, right, entry]);
  expect(problems(right)).toEqual([]);
  expect(wrongMenuEntries([right, right])).toEqual(['not every Linux package has a menu entry']);
  expect(problems(right.replace(/MimeType.*\n/, ''))).toEqual([
    'the menu entry registers no scheme',
  ]);
  expect(problems(right.replace(' %U', ''))).toEqual(['the menu entry does not pass links on']);
  expect(problems(right.replace('AppRun', 'AppRun --no-sandbox'))).toEqual([
    'the menu entry starts the app with a switch',
  ]);
  expect(problems(right.replace(/(StartupWMClass=).*/, '$1Electron'))).toHaveLength(1);
});
