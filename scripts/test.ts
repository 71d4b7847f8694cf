import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from './build';
import { findRuntime, projectRoot } from './runtime';
import { countFaults, countPlaywright, countVitest, type Totals, totalsOf } from './test-report';

/**
 * `npm test [-- PART…]`: types, lint, unit, package, integration, faults, end-to-end, demo. Every part
 * runs even when an earlier one failed, so that one run tells everything. The last line is the sum: `N passed, N failed`.
 */
interface Part {
  readonly name: string;
  readonly command: readonly string[];
  /** A JSON report to count tests in; a part without one counts as one test. */
  readonly report?: { readonly file: string; readonly count: (json: unknown) => Totals };
}

const node = process.execPath;
const keyring = [process.execPath, '--import', 'tsx', 'scripts/with-keyring.ts'];
const bin = (name: string) => path.join(projectRoot, 'node_modules', name);
const vitest = (project: string) => [
  node,
  bin('vitest/vitest.mjs'),
  'run',
  '--project',
  project,
  '--allowOnly=false',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=out/${project}-report.json`,
];

const parts: readonly Part[] = [
  { name: 'types', command: [node, bin('typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'lint',
    command: [node, bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  },
  {
    name: 'unit',
    command: vitest('unit'),
    report: { file: 'out/unit-report.json', count: countVitest },
  },
  { name: 'package', command: [node, '--import', 'tsx', 'scripts/package-check.ts'] },
  {
    name: 'integration',
    command: [...keyring, ...vitest('integration')],
    report: { file: 'out/integration-report.json', count: countVitest },
  },
  {
    name: 'faults',
    command: [...keyring, node, '--import', 'tsx', 'faults/run.ts', '--short'],
    report: { file: 'out/faults-report.json', count: countFaults },
  },
  {
    name: 'end-to-end',
    command: [node, bin('@playwright/test/cli.js'), 'test', '--forbid-only'],
    report: { file: 'out/e2e-report.json', count: countPlaywright },
  },
  { name: 'demo', command: [...keyring, node, '--import', 'tsx', 'scripts/demo.ts'] },
];

/** Runs one part, to the end. */
function runPart(part: Part): Totals {
  console.log(`\n── ${part.name} ──`);
  const report = part.report && path.join(projectRoot, part.report.file);
  if (report) rmSync(report, { force: true });
  const [command = '', ...args] = part.command;
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, { cwd: projectRoot, stdio: 'inherit' });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counted = part.report
    ? readReport(part.report)
    : { passed: Number(status === 0), failed: 0, failures: [], skipped: [] };
  const totals = totalsOf(status, counted);
  console.log(`${part.name}: ${totals.passed} passed, ${totals.failed} failed in ${seconds} s`);
  return { ...totals, failures: totals.failures.map((failure) => `${part.name}: ${failure}`) };
}

/** `null` when the part wrote no report, or only a piece of one. */
function readReport({ file, count }: NonNullable<Part['report']>): Totals | null {
  try {
    return count(JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8')));
  } catch {
    return null;
  }
}

function main(): number {
  const wanted = process.argv.slice(2);
  const names = parts.map((part) => part.name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. The parts are ${names.join(', ')}.`);
    return 1;
  }
  console.log(runtimeLine());
  buildIfNeeded();
  const results = parts
    .filter((part) => wanted.length === 0 || wanted.includes(part.name))
    .map(runPart);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const skipped = results.flatMap((result) => result.skipped);
  if (skipped.length > 0) console.log(['\nSkipped:', ...skipped].join('\n  '));
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) console.log(['\nFailed:', ...failures].join('\n  '));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Without a runtime the other parts can still run; those that need it fail and say why. */
function runtimeLine(): string {
  try {
    return `End-to-end tests and demo run in ${findRuntime().description}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
