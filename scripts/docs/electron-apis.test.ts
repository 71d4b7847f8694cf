import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/project-root';
import { electronUses } from './electron-uses';

const page = readFileSync(path.join(projectRoot, 'docs/electron-apis.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | '));
const listed = rows.flatMap(([apis = '']) =>
  [...apis.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
);

it('lists everything of Electron that the app uses, and nothing else', () => {
  const used = electronUses();
  expect(used.size).toBeGreaterThan(150);
  expect([...listed].sort()).toEqual([...used].sort());
});

it.each(rows)('says what it assumes of %s, and where Electron documents it', (_apis, ...rest) => {
  const [assumption = '', source = '', test = ''] = rest;
  expect(assumption.length).toBeGreaterThan(10);
  expect(source).toMatch(
    /^\[[\w-]+\]\(https:\/\/www\.electronjs\.org\/docs\/latest\/api\/[\w/#-]+\)$/,
  );
  const [, file] = /^(?:`(\S+\.(?:test|spec)\.ts)`|none: \S.+) \|$/.exec(test) ?? [
    '',
    'unreadable',
  ];
  if (file !== undefined) expect(existsSync(path.join(projectRoot, file)), file).toBe(true);
});
