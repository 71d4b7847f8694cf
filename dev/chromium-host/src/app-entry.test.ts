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

test("a folder's package.json names what to load", () => {
  const path = app('a', '{ "main": "out/main.cjs", "version": "1.0.0" }');
  expect(readAppEntry(path)).toMatchObject({
    appPath: path,
    main: join(path, 'out/main.cjs'),
    packageJson: { version: '1.0.0' },
  });
});

test('without main, and without package.json, it is index.js', () => {
  expect(readAppEntry(app('b', '{}')).main).toBe(join(folder, 'b', 'index.js'));
  expect(readAppEntry(app('c')).main).toBe(join(folder, 'c', 'index.js'));
});

test('a file is loaded itself', () => {
  const file = join(folder, 'script.cjs');
  writeFileSync(file, '');
  expect(readAppEntry(file)).toMatchObject({ appPath: folder, main: file });
});

test('what is missing or broken is named', () => {
  expect(() => readAppEntry(join(folder, 'none'))).toThrow('Unable to find Electron app at');
  expect(() => readAppEntry(app('d', '{'))).toThrow('Unable to parse');
});
