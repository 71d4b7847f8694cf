import { readdirSync } from 'node:fs';
import path from 'node:path';
import { bakedUpdateFeed } from '../../../build/update-feed';
import { pageLanguages } from '../../../src/main/shell/loopback/page-texts';
import type { PackedApp } from '../packed-app';
import type { PackagePlatform } from '../targets';

/** What may stand in the folder of resources, beside languages. */
const resources: Readonly<Record<PackagePlatform, readonly string[]>> = {
  // Lets Chromium have its sandbox on Ubuntu; .deb and .rpm install it.
  linux: ['app.asar', 'app.asar.unpacked', 'apparmor-profile'],
  darwin: [
    'app.asar',
    'app.asar.unpacked',
    'icon.icns',
    'LICENSE.electron.txt',
    'LICENSES.chromium.html',
  ],
  win32: ['app.asar', 'app.asar.unpacked'],
};

/** Where there are updates: electron-updater's settings, and which kind of Linux package this is. */
const forUpdates = bakedUpdateFeed() === null ? [] : ['app-update.yml', 'package-type'];

/** Anything beside the archive that is not Electron's and not ours: `app/` or `default_app.asar` would be run. */
export function unexpectedResources({ target, layout }: PackedApp): string[] {
  return readdirSync(layout.resources)
    .filter(
      (name) =>
        !name.endsWith('.lproj') && ![...resources[target.platform], ...forUpdates].includes(name),
    )
    .map((name) => `${name} stands beside the archive`);
}

/** Languages of Chromium that the app's pages don't speak, or that are missing. */
export function wrongLanguages({ target, layout }: PackedApp): string[] {
  const isMac = target.platform === 'darwin';
  const folder = isMac ? layout.resources : path.join(layout.root, 'locales');
  const end = isMac ? '.lproj' : '.pak';
  const there = readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length).replace('_', '-'));
  const covers = (one: string, other: string) => other === one || other.startsWith(`${one}-`);
  const speaks = (language: string) => pageLanguages.some((page) => covers(page, language));
  return [
    ...there.filter((name) => !speaks(name)).map((name) => `Chromium’s words in ${name}`),
    ...pageLanguages
      .filter((page) => !there.some((name) => covers(page, name)))
      .map((page) => `Chromium’s words in ${page} are missing`),
  ];
}
