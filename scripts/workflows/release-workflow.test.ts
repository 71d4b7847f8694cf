import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { steps } from '../release/steps';
import { projectRoot } from '../runtime';

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');
const jobs = Object.values((parse(read('.github/workflows/release.yml')) as Workflow).jobs);
const scripts = jobs.flatMap((job) => job.steps ?? []).flatMap(({ run }) => run ?? []);

it('runs every step of a release that a dry run has, and no other', () => {
  const run = scripts.flatMap((script) =>
    [...script.matchAll(/^npm run release -- ((?:[a-z]+ ?)+)/gm)].flatMap(([, names = '']) =>
      names.trim().split(' '),
    ),
  );
  expect([...new Set(run)].sort()).toEqual(steps.map(({ name }) => name).sort());
});

it('runs scripts that package.json has', () => {
  const known = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const run = scripts.flatMap((script) =>
    [...script.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name),
  );
  expect(run.length).toBeGreaterThan(5);
  expect(run.filter((name) => name === undefined || !known.includes(name))).toEqual([]);
});

it('SEC-70: a job that may write has no checkout and runs no package', () => {
  const writing = jobs.filter(({ permissions }) => Object.values(permissions).includes('write'));
  expect(writing).toHaveLength(2);
  const used = writing.flatMap((job) => job.steps ?? []);
  expect(used.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([]);
  expect(used.filter(({ run }) => /\b(npm|npx|node|tsx)\b/.test(run ?? ''))).toEqual([]);
});
