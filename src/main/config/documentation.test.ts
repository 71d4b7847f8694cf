import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { environmentNames } from './keys';

const root = path.join(import.meta.dirname, '../../..');

/** The settings and variables that a page's table has, as "`key` | `VARIABLE`". */
async function tableIn(page: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(root, page), 'utf8');
  const rows = text.matchAll(/^\| `(\w+)` \| `(COGNITO_\w+)` \| (.+) \|$/gm);
  return Object.fromEntries([...rows].map(([, key = '', variable = '']) => [key, variable]));
}

it('docs/configuration.md lists every setting, and no other', async () => {
  expect(await tableIn('docs/configuration.md')).toEqual(environmentNames);
});

it('the documentation names only existing variables', async () => {
  const known: readonly string[] = Object.values(environmentNames);
  for (const page of [
    'README.md',
    'docs/user-pool.md',
    'docs/configuration.md',
    'docs/keychain.md',
  ]) {
    const text = await readFile(path.join(root, page), 'utf8');
    const named = text.match(/COGNITO_[A-Z_]*[A-Z]/g) ?? [];
    expect(
      named.filter((name) => !known.includes(name)),
      page,
    ).toEqual([]);
  }
});
