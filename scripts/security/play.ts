import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestFiles } from './test-files';

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
  readonly file?: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly file: string;
  }[];
}

/**
 * Runs the tests of these files whose names fit.
 *
 * @param root the folder of the project, or of a copy of it
 * @param pattern a regular expression, as text
 * @param quiet whether the runners' own output is held back
 */
export function play(root: string, files: TestFiles, pattern: string, quiet = false): Outcome[] {
  const bin = (name: string) => path.join(root, 'node_modules', name);
  const vitest = (project: string, names: readonly string[]) => [
    bin('vitest/vitest.mjs'),
    ...['run', '--project', project, '-t', pattern, '--reporter=dot', '--reporter=json', ...names],
  ];
  const playwright = [bin('@playwright/test/cli.js'), 'test', '--grep', pattern];
  const folder = mkdtempSync(path.join(tmpdir(), 'security-'));
  try {
    const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      spawnSync(process.execPath, args, {
        cwd: root,
        stdio: quiet ? 'ignore' : ['ignore', process.stderr, process.stderr],
        env: { ...process.env, ...env },
      });
    const outcomes: Outcome[] = [];
    for (const project of ['unit', 'integration'] as const) {
      if (files[project].length === 0) continue;
      const report = path.join(folder, `${project}.json`);
      run([...vitest(project, files[project]), `--outputFile.json=${report}`]);
      outcomes.push(...readVitest(report, root));
    }
    if (files.endToEnd.length > 0) {
      const report = path.join(folder, 'end-to-end.json');
      const reporter = ['--reporter=list,json', ...files.endToEnd];
      run([...playwright, ...reporter], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
      outcomes.push(...readPlaywright(report));
    }
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests that were passed over because their name did not fit are left out. */
function readVitest(report: string, root: string): Outcome[] {
  return read<VitestReport>(report, { testResults: [] }).testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({
        name: fullName,
        file: path.relative(root, file.name),
        passed: status === 'passed',
      })),
  );
}

function readPlaywright(report: string): Outcome[] {
  const walk = ({ suites = [], specs = [], title }: PlaywrightSuite): Outcome[] => [
    ...specs.map((spec) => ({
      name: title.endsWith('.ts') ? spec.title : `${title} ${spec.title}`,
      file: `e2e/${spec.file}`,
      passed: spec.ok,
    })),
    ...suites.flatMap(walk),
  ];
  return walk(read<PlaywrightSuite>(report, { title: '' }));
}

/** A runner that could not even start has written nothing. */
function read<T>(report: string, otherwise: T): T {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as T;
  } catch {
    return otherwise;
  }
}
