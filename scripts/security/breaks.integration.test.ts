import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { type Result, readVitest } from '../test-report';
import { breaks } from './breaks';
import { isTestOf } from './test-name';

/** The short form of `npm run test:security -- --mutate`: a few breaks by hand instead of every mutant. */
const folder = mkdtempSync(path.join(tmpdir(), 'breaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

let results: readonly Result[];
beforeAll(() => {
  const report = path.join(folder, 'report.json');
  const vitest = path.join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const config = ['--config', 'scripts/security/vitest.breaks.config.ts'];
  const reporters = ['--reporter=json', `--outputFile.json=${report}`];
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, ...env } = process.env;
  spawnSync(process.execPath, [vitest, 'run', ...config, ...reporters], {
    cwd: projectRoot,
    env,
    stdio: 'ignore',
  });
  results = readVitest(JSON.parse(readFileSync(report, 'utf8')));
}, 120_000);

it.each(breaks)('$file contains $code once', ({ file, code }) => {
  const text = readFileSync(path.join(projectRoot, file), 'utf8');
  expect(text.split(code)).toHaveLength(2);
});

it.each(breaks)(
  'requirement $requirement: its tests fail when $file has $broken',
  ({ requirement }) => {
    // Not a file that could not be loaded: that would fail with any code.
    const own = results.filter(({ name }) => isTestOf(requirement, name));
    expect(own.filter(({ outcome }) => outcome === 'failed')).not.toEqual([]);
  },
);
