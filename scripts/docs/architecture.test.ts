import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';

const page = readFileSync(path.join(projectRoot, 'docs/architecture.md'), 'utf8');

it('names only existing files and folders', () => {
  const paths = [...page.matchAll(/`([^`\s]+\/[^`\s]*)`/g)].map(([, file = '']) => file);
  expect(paths.length).toBeGreaterThan(100);
  const missing = paths.filter((file) => !existsSync(path.join(projectRoot, file)));
  expect(missing).toEqual([]);
});

it.each(['sign-in', 'refresh', 'sign-out'])(
  'lists the files of a %s, with few words for each',
  (name) => {
    const part = new RegExp(
      `<!-- path of a ${name} -->\n([\\s\\S]+?)<!-- end of path of a ${name} -->`,
    );
    const [, table = ''] = part.exec(page) ?? [];
    const rows = table.trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThan(10);
    const longest = rows.filter((row) => (row.split(' | ')[1] ?? '').split(' ').length > 9);
    expect(longest).toEqual([]);
  },
);
