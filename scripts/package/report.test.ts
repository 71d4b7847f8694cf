import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PackedApp } from './packed-app';
import { isCurrent, reportOf, withReport } from './report';
import { fakePackage } from './testing/fake-package';

let app: PackedApp;
let remove: () => void;
beforeAll(async () => {
  const inArchive = {
    'out/main/index.cjs': 'x'.repeat(500_000),
    'out/renderer/assets/index-a1b2C3_4.js': 'x'.repeat(3_000),
  };
  ({ app, remove } = await fakePackage({ platform: 'linux', arch: 'x64' }, { inArchive }));
});
afterAll(() => remove());

const page = 'before\n<!-- package:begin -->\n<!-- package:end -->\nafter\n';

test('the report tells sizes, numbers of files, and what the largest are for', () => {
  const report = reportOf([app]);
  expect(report).toMatch(/\| linux-x64 \| 15 files \| 50\d \| 1 \| 50\d \|/);
  expect(report).toContain('| `out/main/index.cjs` | 500 | the main process');
  expect(report).toContain('`out/renderer/assets/index-*.js`');
  expect(report.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(10);
});

test('it goes between its marks, and a page without them is refused', () => {
  const written = withReport(page, reportOf([app]));
  expect(written.startsWith('before\n')).toBe(true);
  expect(written.endsWith('-->\nafter\n')).toBe(true);
  expect(() => withReport('no marks', 'report')).toThrow('no <!-- package:begin -->');
});

test('a page is current until a size is off by more than a twentieth, or anything else differs', () => {
  const report = reportOf([app]);
  const written = withReport(page, report);
  expect(isCurrent(written, report)).toBe(true);
  expect(isCurrent(written.replace('| 500 |', '| 490 |'), report)).toBe(true);
  expect(isCurrent(written.replace('| 500 |', '| 450 |'), report)).toBe(false);
  expect(isCurrent(written.replace('15 files', '14 files'), report)).toBe(false);
  expect(isCurrent(written.replace('the main process', 'something'), report)).toBe(false);
  expect(isCurrent(page, report)).toBe(false);
});
