import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../dev/runtime';
import { type Result, readPlaywright, readVitest } from '../test-report';

/**
 * Runs those tests of these files whose names match, first with Vitest, then with Playwright. Tests that were skipped
 * because their name did not match are left out.
 *
 * @param pattern a regular expression, as text
 */
export function runTests(files: readonly string[], pattern: string): Result[] {
  const endToEnd = files.filter((file) => file.endsWith('.spec.ts'));
  const others = files.filter((file) => !endToEnd.includes(file));
  const vitest = ['vitest/vitest.mjs', 'run', '-t', pattern, '--reporter=dot', '--reporter=json'];
  const playwright = ['@playwright/test/cli.js', 'test', '--grep', pattern, '--reporter=list,json'];
  const folder = mkdtempSync(path.join(tmpdir(), 'security-'));
  const report = path.join(folder, 'report.json');
  const run = ([tool = '', ...args]: readonly string[], tests: readonly string[]): unknown => {
    rmSync(report, { force: true });
    spawnSync(process.execPath, [path.join(projectRoot, 'node_modules', tool), ...args, ...tests], {
      cwd: projectRoot,
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
    return JSON.parse(readFileSync(report, 'utf8'));
  };
  try {
    return [
      ...(others.length > 0
        ? readVitest(run([...vitest, `--outputFile.json=${report}`], others))
        : []),
      ...(endToEnd.length > 0 ? readPlaywright(run(playwright, endToEnd)) : []),
    ].filter(({ outcome }) => outcome !== 'skipped');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
