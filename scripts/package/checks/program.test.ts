import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import plist from 'plist';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { identity } from '../../../src/shared/identity';
import { projectRoot } from '../../runtime';
import { portableExecutable, writeStandIn } from '../stand-in';
import { fakePackage } from '../testing/fake-package';
import { wrongFuses } from './fuses';
import { wrongIntegrity } from './integrity';
import { wrongProgramInfo } from './program-info';
import { unexpectedResources, wrongLanguages } from './surroundings';
import { wrongInfoPlist, wrongMenuEntries } from './system-entries';

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
      'RunAsNode is on',
      'EnableCookieEncryption is off',
      'EnableNodeOptionsEnvironmentVariable is on',
      'EnableNodeCliInspectArguments is on',
      'EnableEmbeddedAsarIntegrityValidation is off',
      'OnlyLoadAppFromAsar is off',
      'GrantFileProtocolExtraPrivileges is on',
    ],
  ],
  ['one the other way', '110011001', ['RunAsNode is on']],
  ['one removed', 'r10011001', ['RunAsNode is removed']],
  ['an older Electron', '01001100', ['WasmTrapHandlers is not there']],
])('SEC-64: fuses are read from a binary: %s', async (_, wire, problems) => {
  const expected = problems.map((problem) => `the fuse ${problem}`);
  expect((await wrongFuses(withFuses(wire), electronFuses)).sort()).toEqual(expected.sort());
});

test('SEC-64: a fuse that a new Electron brings is noticed', async () => {
  const problems = await wrongFuses(withFuses('0100110011'), electronFuses);
  expect(problems).toEqual(['nobody has decided fuse number 9']);
});

test('SEC-64: a binary without fuses is noticed', async () => {
  const file = path.join(folder, 'no-fuses');
  writeFileSync(file, 'nothing here');
  expect((await wrongFuses(file, electronFuses)).join()).toMatch(/can't be read/);
});

test('what @electron/fuses writes into a stand-in is read back', async () => {
  const dist = path.join(folder, 'dist');
  writeStandIn({ platform: 'linux', arch: 'x64' }, dist);
  const program = path.join(dist, 'electron');
  expect(await wrongFuses(program, electronFuses)).not.toEqual([]);
  await flipFuses(program, setting);
  expect(await wrongFuses(program, electronFuses)).toEqual([]);
});

test('a program that doesn’t know the hash of its archive is noticed', async () => {
  const mac = await fakePackage({ platform: 'darwin', arch: 'arm64' });
  const info = path.join(mac.app.layout.root, 'Contents/Info.plist');
  const wrong = { 'Resources/app.asar': { algorithm: 'SHA256', hash: '0'.repeat(64) } };
  writeFileSync(info, plist.build({}));
  expect(wrongIntegrity(mac.app)).toEqual(['the program does not know the hash of its archive']);
  writeFileSync(info, plist.build({ ElectronAsarIntegrity: wrong }));
  expect(wrongIntegrity(mac.app)).toEqual([
    'the program knows another hash than that of its archive',
  ]);
  mac.remove();

  const windows = await fakePackage({ platform: 'win32', arch: 'x64' });
  const dist = path.join(folder, 'windows');
  writeStandIn(windows.app.target, dist);
  writeFileSync(windows.app.layout.executable, readFileSync(path.join(dist, 'electron.exe')));
  expect(wrongIntegrity(windows.app)).toEqual([
    'the program does not know the hash of its archive',
  ]);
  windows.remove();
});

test('a Windows program that still calls itself Electron, and has no icon, is noticed', () => {
  expect(wrongProgramInfo(portableExecutable('x64'))).toEqual([
    'the program’s ProductName is missing',
    'the program’s FileDescription is Electron',
    'the program’s CompanyName is GitHub, Inc.',
    'the program’s LegalCopyright is missing',
    'the program has no icon of 256 pixels',
  ]);
});

test('an app beside the archive, which Electron could run in its place, is noticed', async () => {
  const { app, remove } = await fakePackage({ platform: 'linux', arch: 'x64' });
  expect(unexpectedResources(app)).toEqual([]);
  writeFileSync(path.join(app.layout.resources, 'default_app.asar'), '');
  mkdirSync(path.join(app.layout.resources, 'app'));
  expect(unexpectedResources(app)).toEqual([
    'app stands beside the archive',
    'default_app.asar stands beside the archive',
  ]);
  remove();
});

test('languages of Chromium too many or too few are noticed', async () => {
  const { app, remove } = await fakePackage({ platform: 'linux', arch: 'x64' });
  writeStandIn(app.target, app.layout.root);
  expect(wrongLanguages(app)).toContain('Chromium’s words in nl');
  for (const name of readdirSync(path.join(app.layout.root, 'locales')))
    if (!/^(en-US|es)/.test(name)) rmSync(path.join(app.layout.root, 'locales', name));
  expect(wrongLanguages(app)).toContain('Chromium’s words in de are missing');
  remove();
});

test('an Info.plist without the scheme, or that asks for a camera, is noticed', async () => {
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
    'Info.plist asks for what the app never uses: NSCameraUsageDescription',
  ]);
  expect(problems({ ...right, CFBundleIdentifier: 'com.example' })).toHaveLength(1);
});

test('a menu entry without the scheme, a link or its window, or with a switch, is noticed', () => {
  const right = `[Desktop Entry]\nExec=AppRun %U\nMimeType=x-scheme-handler/${identity.redirectScheme};\nStartupWMClass=${identity.name}\n`;
  const problems = (entry: string) => wrongMenuEntries([right, right, entry]);
  expect(problems(right)).toEqual([]);
  expect(wrongMenuEntries([right, right])).toEqual(['not every Linux package has a menu entry']);
  expect(problems(right.replace(/MimeType.*\n/, ''))).toEqual([
    'the menu entry registers no scheme',
  ]);
  expect(problems(right.replace(' %U', ''))).toEqual(['the menu entry hands no link on']);
  expect(problems(right.replace('AppRun', 'AppRun --no-sandbox'))).toEqual([
    'the menu entry starts the app with a switch',
  ]);
  expect(problems(right.replace(/(StartupWMClass=).*/, '$1Electron'))).toHaveLength(1);
});
