import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checksumsFile, checksumsOf, differences, subjectsOf } from './checksums';

// The SHA-256 of "abc" (FIPS 180-2, B.1) and of nothing.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'checksums-'));
  writeFileSync(path.join(folder, 'b.deb'), 'abc');
  writeFileSync(path.join(folder, 'a.exe'), '');
  writeFileSync(path.join(folder, checksumsFile), 'an old one');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lists the files by name, in the form of sha256sum, and not the list itself', () => {
  expect(checksumsOf(folder)).toBe(`${nothing}  a.exe\n${abc}  b.deb\n`);
});

it.runIf(process.platform === 'linux')(
  'is what sha256sum reads (on Linux, which always has it)',
  () => {
    writeFileSync(path.join(folder, checksumsFile), checksumsOf(folder));
    const check = () =>
      spawnSync('sha256sum', ['--check', '--strict', checksumsFile], { cwd: folder });
    expect(check().status).toBe(0);
    writeFileSync(path.join(folder, 'b.deb'), 'abd');
    expect(check().status).toBe(1);
  },
);

it('is read back as what an in-toto statement is about', () => {
  expect(subjectsOf(checksumsOf(folder))).toEqual([
    { name: 'a.exe', digest: { sha256: nothing } },
    { name: 'b.deb', digest: { sha256: abc } },
  ]);
});

it.each([`${abc} b.deb`, `${abc.slice(1)}  b.deb`, `${abc}  ../b.deb`, 'b.deb', `${abc}  `])(
  'takes no line that is no checksum: %s',
  (line) => {
    expect(() => subjectsOf(`${line}\n`)).toThrow('no checksum');
  },
);

it('notices what is new, gone or changed', () => {
  const sums = checksumsOf(folder);
  expect(differences(folder, sums)).toEqual([]);
  writeFileSync(path.join(folder, 'b.deb'), 'abd');
  writeFileSync(path.join(folder, 'c.rpm'), '');
  rmSync(path.join(folder, 'a.exe'));
  expect(differences(folder, sums)).toEqual([
    'c.rpm is not listed.',
    'a.exe is gone.',
    'b.deb has changed.',
  ]);
});
