import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withStateDiagram } from './state-diagram';

test('docs/architecture.md draws the states that the code has; npm run docs brings it up to date', () => {
  const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
  expect(page).toBe(withStateDiagram(page));
});

test('a page without a place for it is not passed over', () => {
  expect(() => withStateDiagram('# Architecture')).toThrow('lacks its lines');
});
