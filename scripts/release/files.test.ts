import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gatherFiles, writeChecksums } from './files';

// The SHA-256 of "abc" (FIPS 180-2, B.1) and of nothing.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'release-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is gathered from electron-builder's output with these names. */
function gather(...names: readonly string[]) {
  const [packages, release] = [path.join(folder, 'packages'), path.join(folder, 'release')];
  for (const made of [packages, release]) mkdirSync(made, { recursive: true });
  for (const name of names) writeFileSync(path.join(packages, name), name);
  writeFileSync(path.join(release, 'from-an-earlier-run.exe'), '');
  return { missing: gatherFiles(packages, release), files: readdirSync(release).sort() };
}

it('takes packages and what the updater reads, and nothing that is for debugging', () => {
  const packages = ['a.exe', 'a.dmg', 'a.zip', 'a.AppImage', 'a.deb', 'a.rpm', 'a.exe.blockmap'];
  const feeds = ['latest.yml', 'latest-mac.yml', 'latest-linux-arm64.yml', 'latest.yml.sig'];
  const others = ['builder-debug.yml', 'builder-effective-config.yaml', '.icon-ico'];
  const { missing, files } = gather(...packages, ...feeds, ...others);
  expect(files).toEqual([...packages, ...feeds].sort());
  expect(missing).toEqual([]);
});

it('reports each kind of package that is missing', () => {
  const { missing } = gather('a.exe', 'a-arm64.exe', 'a.dmg', 'a.zip.blockmap', 'a.deb');
  expect(missing).toEqual(['.zip', '.AppImage', '.rpm']);
});

it('refuses names that GitHub would change, since the checksums would no longer match', () => {
  expect(() => gather('a_1.0.0+b.rpm', 'My App.exe', 'ä.deb', 'a~1.deb')).toThrow(
    'GitHub would rename My App.exe, a~1.deb, ä.deb.',
  );
});

it('lists checksums by name in the format of sha256sum, without the list itself', () => {
  writeFileSync(path.join(folder, 'b.deb'), 'abc');
  writeFileSync(path.join(folder, 'a.exe'), '');
  writeFileSync(path.join(folder, 'SHA256SUMS'), 'an old list');
  expect(writeChecksums(folder)).toBe(`${nothing}  a.exe\n${abc}  b.deb\n`);
  expect(readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8')).toBe(writeChecksums(folder));
});

it.runIf(process.platform === 'linux')(
  'sha256sum verifies the list (on Linux, which always has it)',
  () => {
    writeFileSync(path.join(folder, 'b.deb'), 'abc');
    writeChecksums(folder);
    const check = () =>
      spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(check().status).toBe(0);
    writeFileSync(path.join(folder, 'b.deb'), 'abd');
    expect(check().status).toBe(1);
  },
);
