import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notApplicable, table } from '../src/main/auth/hostile-provider/table';
import { conformancePage } from './conformance-page';

test('docs/conformance.md says what is played; npm run docs brings it up to date', () => {
  const page = readFileSync(new URL('../docs/conformance.md', import.meta.url), 'utf8');
  expect(page).toBe(conformancePage());
});

test('every row has a name of its own, and its line', () => {
  const names = [...table.flatMap(([, rows]) => rows), ...notApplicable].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const name of names) expect(conformancePage()).toContain(`\n| ${name} | `);
});
