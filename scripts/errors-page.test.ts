import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemCodes } from '../src/shared/problem';
import { errorsPage } from './errors-page';

test('docs/errors.md says what the app says; npm run docs brings it up to date', () => {
  const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
  expect(page).toBe(errorsPage());
});

test('every code has its row', () => {
  const page = errorsPage();
  for (const code of problemCodes) expect(page).toContain(`| \`${code}\` |`);
});
