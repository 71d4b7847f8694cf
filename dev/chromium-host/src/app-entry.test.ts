import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAppEntry } from './app-entry';

const folder = mkdtempSync(join(tmpdir(), 'entry-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function app(name: string, packageJson?: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (packageJson !== undefined) writeFileSync(join(path, 'package.json'), packageJson);
  return path;
}

const unpack = (archive: string): string => {
  throw new Error(`${archive} is no archive`);
};

test("a folder's package.json names what to load", () => {
  const path = app('a', '{ "main": "out/main.cjs", "version": "1.0.0" }');
  expect(readAppEntry(path, unpack)).toMatchObject({
    appPath: path,
    main: join(path, 'out/main.cjs'),
    packageJson: { version: '1.0.0' },
  });
});

test('without main, and without package.json, it is index.js', () => {
  expect(readAppEntry(app('b', '{}'), unpack).main).toBe(join(folder, 'b', 'index.js'));
  expect(readAppEntry(app('c'), unpack).main).toBe(join(folder, 'c', 'index.js'));
});

test('a file is loaded itself', () => {
  const file = join(folder, 'script.cjs');
  writeFileSync(file, '');
  expect(readAppEntry(file, unpack)).toMatchObject({ appPath: folder, main: file });
});

test('of an archive, the package.json inside names what to load', () => {
  const archive = join(folder, 'app.asar');
  writeFileSync(archive, '');
  const unpacked = app('e.asar', '{ "main": "main.cjs" }');
  const entry = readAppEntry(archive, (given) => (given === archive ? unpacked : ''));
  expect(entry).toMatchObject({ appPath: unpacked, main: join(unpacked, 'main.cjs') });
});

test('what is missing or broken is named', () => {
  expect(() => readAppEntry(join(folder, 'none'), unpack)).toThrow(
    'Unable to find Electron app at',
  );
  expect(() => readAppEntry(app('d', '{'), unpack)).toThrow('Unable to parse');
});
