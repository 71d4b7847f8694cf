import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ChromiumNotFoundError, findChromium } from './find';

const folder = mkdtempSync(join(tmpdir(), 'find-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function executable(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

test('CHROMIUM_PATH stands before everything', () => {
  const chosen = executable('mine');
  expect(findChromium({ CHROMIUM_PATH: chosen })).toBe(chosen);
});

test('a CHROMIUM_PATH that cannot be run is an error, not a hint', () => {
  const attempt = () => findChromium({ CHROMIUM_PATH: join(folder, 'missing') });
  expect(attempt).toThrow(ChromiumNotFoundError);
  expect(attempt).toThrow('CHROMIUM_PATH');
});

test.runIf(process.platform === 'linux')(
  'on Linux, PATH is searched, Chromium before Chrome (the others look in fixed places)',
  () => {
    executable('bin', 'google-chrome');
    const chromium = executable('bin', 'chromium');
    expect(findChromium({ PATH: join(folder, 'bin') })).toBe(chromium);
  },
);
