import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime';
import { mistakesIn } from './rules';

const folder = path.join(projectRoot, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(path.join(folder, name), 'utf8'),
}));

const good = `on: push
permissions: {}
concurrency: one
jobs:
  sign:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    environment: release
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@df4cb1c069e1874edd31b4311f1884172cec0e10 # v6.0.3
        with:
          persist-credentials: false
      - run: npm run sign
        env:
          KEY: \${{ secrets.KEY }}
`;

it.each(workflows)('SEC-70: our own rules are kept in $name', ({ text }) => {
  expect(mistakesIn(text)).toEqual([]);
});

describe('SEC-70: a mistake in a workflow is named', () => {
  it('but nothing is found where there is none', () => {
    expect(mistakesIn(good)).toEqual([]);
  });

  it.each([
    ['a version instead of a hash', /@df4c\S+ # v6.0.3/, '@v6', 'Not pinned by hash'],
    [
      'half a hash',
      'df4cb1c069e1874edd31b4311f1884172cec0e10',
      'df4cb1c069e1',
      'Not pinned by hash',
    ],
    ['a hash without its version', ' # v6.0.3', '', 'Not pinned by hash'],
    ['a hash with a version that moves', '# v6.0.3', '# v6', 'Not pinned by hash'],
    ['an image of a container', /actions\/checkout@\S+ # v6.0.3/, 'docker://node:22', 'Not pinned'],
    [
      'a token that stays behind',
      'persist-credentials: false',
      'fetch-depth: 0',
      'its token behind',
    ],
    ['rights for every job', 'permissions: {}', 'permissions: { contents: read }', 'at the top'],
    ['no word on rights', 'permissions: {}\n', '', 'permissions: {} is missing at the top'],
    [
      'a job without a word on rights',
      / {4}permissions:\n.*\n/,
      '',
      'Job sign: permissions are missing',
    ],
    [
      'a job with all rights',
      /permissions:\n +contents: read/,
      'permissions: write-all',
      'are all there are',
    ],
    ['no end to a job', '    timeout-minutes: 5\n', '', 'Job sign: timeout-minutes is missing'],
    ['no word on runs beside each other', 'concurrency: one\n', '', 'concurrency is missing'],
    [
      'strangers’ code with our secrets',
      'on: push',
      'on: pull_request_target',
      'pull_request_target',
    ],
    ['the same among others', 'on: push', 'on: [push, workflow_run]', 'workflow_run'],
    [
      'the same with filters',
      'on: push',
      'on:\n  issue_comment:\n    types: [created]',
      'issue_comment',
    ],
    [
      'an expression in a script',
      'run: npm run sign',
      'run: echo ${{ github.ref }}',
      'pass it in env',
    ],
    ['a secret for every job', 'jobs:', 'env:\n  KEY: ${{ secrets.KEY }}\njobs:', 'every job'],
    [
      'a secret for every step',
      '    steps:',
      '    env: { KEY: "${{ secrets.KEY }}" }\n    steps:',
      'every step',
    ],
    [
      'a secret for an action',
      'persist-credentials: false',
      'token: ${{ secrets.KEY }}',
      'given to an action',
    ],
    ['secrets that nothing guards', '    environment: release\n', '', 'no environment that guards'],
    ['what is no YAML', 'on: push', 'on: [push', 'It is no YAML'],
  ])('%s', (_name, find, replace, message) => {
    const bad = good.replace(find, replace);
    expect(bad).not.toBe(good);
    expect(mistakesIn(bad).join('\n')).toContain(message);
  });
});
