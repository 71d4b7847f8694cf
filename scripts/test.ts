import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from '../dev/build';
import { findRuntime, projectRoot } from '../dev/runtime';
import { enterTemporaryRoot, takeLeft } from '../scripts/temporary-root';
import { type Result, readPlaywright, readVitest, sum, withEnd } from './test-report';

/**
 * `npm test [-- [--except] PART…]`: runs every part, even after one that failed, and lists at the end all tests that were
 * skipped or failed. The last line is the total: `N passed, N failed`. `npm run test:faults`: the parts that only run if named.
 */
interface Part {
  /** Arguments of Node. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The JSON report of the runner; a part without one counts as one test. */
  readonly report?: string;
  readonly read?: (json: unknown) => Result[];
  readonly isOnlyNamed?: boolean;
}

/** All that the parts create is below it. */
const root = enterTemporaryRoot();

const bin = (name: string) => path.join(projectRoot, 'node_modules', name);

function vitest(project: string): Part {
  const report = `out/${project}-report.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const options = ['run', '--project', project, '--allowOnly=false', ...reporters];
  return { command: [bin('vitest/vitest.mjs'), ...options], report, read: readVitest };
}

function playwright(...args: readonly string[]): Part {
  const command = [bin('@playwright/test/cli.js'), 'test', '--forbid-only', ...args];
  return { command, report: 'out/e2e-report.json', read: readPlaywright };
}

const parts = new Map<string, Part>([
  ['types', { command: [bin('typescript/bin/tsc'), '-b'] }],
  ['lint', { command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] }],
  ['unit', vitest('unit')],
  ['package', { command: ['--import', 'tsx', 'scripts/package/package-check.ts'] }],
  ['integration', vitest('integration')],
  ['faults', vitest('faults')],
  ['end-to-end', playwright()],
  ['all-faults', { ...vitest('faults'), env: { FAULTS: 'long' }, isOnlyNamed: true }],
  ['window-faults', { ...playwright('--grep', '@fault'), isOnlyNamed: true }],
]);

/** Runs one part to its end. */
function run(name: string, { command, env, report, read }: Part): readonly Result[] {
  console.log(`\n── ${name} ──`);
  const file = path.join(projectRoot, report ?? '');
  if (report) rmSync(file, { force: true });
  const startedAt = Date.now();
  const { status } = spawnSync(process.execPath, command, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const whole: readonly Result[] = status === 0 ? [{ name, outcome: 'passed' }] : [];
  const left = root === null ? [] : takeLeft(root);
  const results = [
    ...withEnd(status, read ? readReport(file, read) : whole),
    ...left.map((what): Result => ({ name: `left behind: ${what}`, outcome: 'failed' })),
  ];
  console.log(`${name}: ${sum(results)} in ${seconds} s`);
  return results.map((result) => ({ ...result, name: `${name}: ${result.name}` }));
}

/** Nothing if the part wrote no report or only a piece of one. */
function readReport(file: string, read: (json: unknown) => Result[]): Result[] {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

function list(heading: string, results: readonly Result[], wanted: Result['outcome']): void {
  const lines = results
    .filter(({ outcome }) => outcome === wanted)
    .map(({ name, reason }) => (reason === undefined ? name : `${name}: ${reason}`));
  if (lines.length > 0) console.log([`\n${heading}:`, ...lines].join('\n  '));
}

function main(): number {
  const isExcept = process.argv[2] === '--except';
  const wanted = process.argv.slice(isExcept ? 3 : 2);
  const unknown = wanted.filter((name) => !parts.has(name));
  if (unknown.length > 0) {
    console.error(`Unknown part: ${unknown.join(', ')}. Parts: ${[...parts.keys()].join(', ')}.`);
    return 1;
  }
  try {
    console.log(`End-to-end tests run in ${findRuntime().description}.`);
  } catch (error) {
    // Parts that need no runtime still run; the others fail and say why.
    console.log(error instanceof Error ? error.message : String(error));
  }
  buildIfNeeded();
  const results = [...parts]
    .filter(([name, part]) =>
      isExcept || wanted.length === 0
        ? !part.isOnlyNamed && !wanted.includes(name)
        : wanted.includes(name),
    )
    .flatMap(([name, part]) => run(name, part));
  list('Skipped', results, 'skipped');
  list('Failed', results, 'failed');
  console.log(`\n${sum(results)}`);
  const has = (wanted: Result['outcome']) => results.some(({ outcome }) => outcome === wanted);
  return has('passed') && !has('failed') ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
