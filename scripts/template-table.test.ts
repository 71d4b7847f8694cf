import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withParameters } from './template-table';

test('infra/aws/README.md has the parameters of the template; npm run docs brings it up to date', () => {
  const readme = readFileSync(new URL('../infra/aws/README.md', import.meta.url), 'utf8');
  expect(readme).toBe(withParameters(readme));
  expect(readme).toContain('| `ConfirmUsers` | `email` | How somebody who signs up is confirmed.');
  expect(() => withParameters('nothing')).toThrow('no place for the parameters');
});
