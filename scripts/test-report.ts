import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What one part of `npm test` did. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** The name of every test that failed, with the first line of why, and the end of its app's log in lines below. */
  readonly failures: readonly string[];
  /** The name of every test that did not run, with the reason where the test gives one. */
  readonly skipped: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/**
 * Reads what Vitest's `json` reporter writes. A test that neither passed nor failed was skipped; a file
 * that could not be loaded has failed without a test.
 */
export function countVitest(json: unknown): Totals {
  const report = json as VitestReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failedTests = tests.filter(({ status }) => status === 'failed');
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    failures: [
      ...failedTests.map(({ fullName, failureMessages }) => named(fullName, failureMessages?.[0])),
      ...brokenFiles.map(({ name, message }) => named(path.basename(name), message)),
    ],
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  };
}

interface FaultsReport {
  readonly passed: number;
  readonly failed: number;
  readonly scenarios: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly reason?: string;
  }[];
}

/** Reads what `faults/run.ts` writes. */
export function countFaults(json: unknown): Totals {
  const { passed, failed, scenarios } = json as FaultsReport;
  const all = (wanted: string) =>
    scenarios
      .filter(({ outcome }) => outcome === wanted)
      .map(({ name, reason }) => named(name, reason));
  return { passed, failed, failures: all('failed'), skipped: all('skipped') };
}

interface PlaywrightTest {
  readonly title: string;
  readonly status: string;
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  readonly results: readonly {
    readonly error?: { readonly message?: string };
    readonly attachments?: readonly { readonly name: string; readonly body?: string }[];
  }[];
}

/** The attachment in which an end-to-end test that failed has what its app printed. */
export const appLog = 'app log';
/** Of them, the last lines tell most. */
const linesOfLog = 8;

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly Omit<PlaywrightTest, 'title'>[];
  }[];
}

interface PlaywrightReport extends PlaywrightSuite {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
  };
}

/** Reads what Playwright's `json` reporter writes. A flaky test failed once: it counts as failed. */
export function countPlaywright(json: unknown): Totals {
  const report = json as PlaywrightReport;
  const { expected, unexpected, flaky } = report.stats;
  const failures = testsIn(report)
    .filter(({ status }) => status === 'unexpected' || status === 'flaky')
    .map(({ title, results }) => {
      const name = named(title, results.find(({ error }) => error)?.error?.message);
      return [name, ...lastWords(results)].join('\n    ');
    });
  const skipped = testsIn(report)
    .filter(({ status }) => status === 'skipped')
    .map(({ title, annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
      return named(title, reason?.description);
    });
  return { passed: expected, failed: unexpected + flaky, failures, skipped };
}

/** The end of what the apps of a test printed. */
function lastWords(results: PlaywrightTest['results']): string[] {
  return results
    .flatMap(({ attachments = [] }) => attachments)
    .filter(({ name }) => name === appLog)
    .map(({ body = '' }) => Buffer.from(body, 'base64').toString().trimEnd().split('\n'))
    .flatMap((lines) => lines.slice(-linesOfLog))
    .filter((line) => line !== '');
}

/** Every test below a suite, with its title. */
function testsIn({ suites = [], specs = [] }: PlaywrightSuite): PlaywrightTest[] {
  const own = specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })));
  return [...own, ...suites.flatMap(testsIn)];
}

/** A name, and the first line of what there is to say about it, without the terminal's colours. */
function named(name: string, text?: string): string {
  // What Vitest's report has in place of the message where a test took too long.
  const told = text?.replace('Error: STACK_TRACE_ERROR', 'took too long') ?? '';
  const [line = ''] = stripVTControlCharacters(told).split('\n');
  return line === '' ? name : `${name}: ${line}`;
}

/**
 * The count of a part that has ended. A failure that no test tells of counts as one: a crash, a
 * report that is not there or can't be read, a run in which no test was found.
 *
 * @param status its exit status; `null` when a signal ended it
 * @param counted what its report says; `null` without a readable one
 */
export function totalsOf(status: number | null, counted: Totals | null): Totals {
  const totals = counted ?? { passed: 0, failed: 0, failures: [], skipped: [] };
  if (totals.failed > 0 || (status === 0 && totals.passed > 0)) return totals;
  const why = status === 0 ? 'no test ran' : `ended with ${status ?? 'a signal'}`;
  return { ...totals, failed: 1, failures: [why] };
}
