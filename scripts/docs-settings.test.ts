import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withPart } from './page-part';
import { settingsTable } from './settings-table';

test.each([
  ['README.md', ''],
  ['docs/configuration.md', 'docs/'],
])('%s has the table of all settings (npm run docs updates it)', async (file, folder) => {
  const page = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const complete = withPart(page, 'settings', settingsTable(folder));
  await expect(complete).toMatchFileSnapshot(`../${file}`);
});

test('a page without a place for the table is an error', () => {
  expect(() => withPart('# Settings', 'settings', [])).toThrow('lacks its lines');
});
