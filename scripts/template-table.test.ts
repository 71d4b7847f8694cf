import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withParameters } from './template-table';

const place = new URL('../infra/aws/README.md', import.meta.url);
const readme = readFileSync(place, 'utf8');

test('infra/aws/README.md has the parameters of the template; npm run docs brings it up to date', () => {
  expect(readme).toBe(withParameters(readme));
  expect(readme).toContain('| `ConfirmUsers` | `email` | How somebody who signs up is confirmed.');
  expect(() => withParameters('nothing')).toThrow('no place for the parameters');
});

test('infra/aws/README.md links to files that are there, and names outputs that there are', () => {
  const links = [...readme.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, file = '']) => file);
  expect(links.length).toBeGreaterThan(5);
  for (const file of links) expect(existsSync(new URL(file, place)), file).toBe(true);
  const template = readFileSync(new URL('template.yaml', place), 'utf8');
  const [, outputs = ''] = template.split('\nOutputs:\n');
  const named = [...readme.matchAll(/<(\w+)>|output `(\w+)`|OutputKey=='(\w+)'/g)].map(
    ([, one, two, three]) => one ?? two ?? three,
  );
  expect(new Set(named).size).toBeGreaterThan(5);
  for (const name of named) expect(outputs, name).toContain(`\n  ${name}:\n`);
});
