import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../runtime';
import { lintWorkflows } from './actionlint';

const ours = path.join(projectRoot, '.github/workflows');
const folder = mkdtempSync(path.join(os.tmpdir(), 'workflows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of release.yml with a mistake, and what actionlint says of it. */
const mistakes = [
  { find: 'needs: attest', replace: 'needs: attests', says: '"attests" which does not exist' },
  { find: 'runs-on: ubuntu-24.04', replace: 'runs-on: ubuntu-24', says: '"ubuntu-24" is unknown' },
  { find: 'matrix.system }}', replace: 'matrix.sytem }}', says: '"sytem" is not defined' },
  { find: 'attestations: write', replace: 'attestation: write', says: 'unknown permission scope' },
  { find: 'run: npm ci\n', replace: 'runs: npm ci\n', says: 'unexpected key "runs"' },
  {
    find: 'run: npm ci\n',
    replace: 'run: echo "${{ github.event.head_commit.message }}"\n',
    says: 'is potentially untrusted',
  },
];

it('finds each deliberate mistake, and nothing to say of ours', { timeout: 60_000 }, () => {
  const release = readFileSync(path.join(ours, 'release.yml'), 'utf8');
  cpSync(ours, path.join(folder, 'good'), { recursive: true });
  mkdirSync(path.join(folder, 'bad'));
  for (const [index, { find, replace }] of mistakes.entries()) {
    const bad = release.replace(find, replace);
    expect(bad).not.toBe(release);
    writeFileSync(path.join(folder, 'bad', `${index}.yml`), bad);
  }
  const { isFine, output } = lintWorkflows(folder, '{good,bad}/*.yml');
  const saidOf = (name: string) => output.split('\n').filter((line) => line.startsWith(name));
  expect(isFine).toBe(false);
  expect(output).toContain(`Checking ${readdirSync(ours).length + mistakes.length} workflow`);
  expect(saidOf('good/')).toEqual([]);
  for (const [index, { says }] of mistakes.entries()) {
    expect(saidOf(`bad/${index}.yml:`).join('\n')).toContain(says);
  }
});

it('does not take a folder without workflows for a good one', () => {
  expect(() => lintWorkflows(folder, 'none/*.yml')).toThrow('checked nothing');
});
