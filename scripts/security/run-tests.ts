import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../runtime';

/** One test that has run, with the names of its groups before its own. */
export interface Outcome {
  readonly name: string;
  readonly file: string;
  readonly passed: boolean;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly file: string;
  }[];
}

/**
 * Runs those tests of these files whose names match, first with Vitest, then with Playwright. The keyring that
 * some need has to be there.
 *
 * @param pattern a regular expression, as text
 */
export function runTests(files: readonly string[], pattern: string): Outcome[] {
  const endToEnd = files.filter((file) => file.endsWith('.spec.ts'));
  const others = files.filter((file) => !endToEnd.includes(file));
  const vitest = ['vitest/vitest.mjs', 'run', '-t', pattern, '--reporter=dot', '--reporter=json'];
  const playwright = ['@playwright/test/cli.js', 'test', '--grep', pattern, '--reporter=list,json'];
  const folder = mkdtempSync(path.join(tmpdir(), 'security-'));
  const report = path.join(folder, 'report.json');
  const run = ([tool = '', ...args]: readonly string[], tests: readonly string[]): unknown => {
    if (tests.length === 0) return null;
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
      ...outcomesOfVitest(run([...vitest, `--outputFile.json=${report}`], others)),
      ...outcomesOfPlaywright(run(playwright, endToEnd)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests that were skipped because their name did not match are left out. */
function outcomesOfVitest(report: unknown): Outcome[] {
  return ((report as VitestReport | null)?.testResults ?? []).flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({
        name: fullName,
        file: path.relative(projectRoot, file.name),
        passed: status === 'passed',
      })),
  );
}

function outcomesOfPlaywright(report: unknown): Outcome[] {
  const walk = ({ suites = [], specs = [], title }: PlaywrightSuite): Outcome[] => [
    ...specs.map((spec) => ({ name: `${title} ${spec.title}`, file: spec.file, passed: spec.ok })),
    ...suites.flatMap(walk),
  ];
  return ((report as PlaywrightSuite | null)?.suites ?? []).flatMap(walk);
}
