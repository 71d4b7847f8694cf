import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { identityFiles } from './identity-files';

describe.each(Object.entries(identityFiles))('%s', (name, withIdentity) => {
  const text = readFileSync(path.join(projectRoot, name), 'utf8');

  it('has the names of src/shared/identity.ts', () => {
    expect(text, 'Run npm run docs, which writes them.').toBe(withIdentity(text));
  });
});

test('a file without a place for a name is an error', () => {
  expect(() => identityFiles['infra/aws/template.yaml']?.('Parameters: {}')).toThrow('no place');
});
