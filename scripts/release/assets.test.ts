import { expect, it } from 'vitest';
import { identity } from '../../src/shared/identity';
import { isAsset, missingKinds, renamedByGitHub } from './assets';

it('releases packages and what the updater reads, and nothing that is for debugging', () => {
  const released = ['a.exe', 'a.dmg', 'a.zip', 'a.AppImage', 'a.deb', 'a.rpm', 'a.exe.blockmap'];
  const updates = [
    'latest.yml',
    'latest-mac.yml',
    'latest-linux-arm64.yml',
    'beta.yml',
    'latest.yml.sig',
  ];
  expect([...released, ...updates].filter((name) => !isAsset(name))).toEqual([]);
  const rest = [
    'builder-debug.yml',
    'builder-effective-config.yaml',
    'linux-unpacked',
    '.icon-ico',
  ];
  expect(rest.filter(isAsset)).toEqual([]);
});

it('misses each kind of package of which there is none', () => {
  expect(missingKinds(['a.exe', 'a-arm64.exe', 'a.dmg', 'a.zip.blockmap', 'a.deb'])).toEqual([
    '.zip',
    '.AppImage',
    '.rpm',
  ]);
});

it('knows the names that GitHub would change, so that the list of checksums would not fit', () => {
  const names = [
    `${identity.name}-0.1.0-x64.exe`,
    'My App.exe',
    'ä.deb',
    'a_1.0.0+b.rpm',
    'a~1.deb',
  ];
  expect(renamedByGitHub(names)).toEqual(['My App.exe', 'ä.deb', 'a~1.deb']);
});
