import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** One test that a runner reports. */
export interface Result {
  /** With the names of its groups before its own. */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** The first line of the reason for a failure or a skip; for a failure also the end of the app's log. */
  readonly reason?: string;
  /** Of an end-to-end test, without the `@`. */
  readonly tags?: readonly string[];
}

interface VitestReport {
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

/** Reads the output of Vitest's `json` reporter. A file that could not be loaded is a failed test. */
export function readVitest(json: unknown): Result[] {
  return (json as VitestReport).testResults.flatMap((file): Result[] => {
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      return [{ name: path.basename(file.name), outcome: 'failed', ...reason(file.message) }];
    }
    return file.assertionResults.map(({ fullName: name, status, failureMessages }) => {
      const outcome = status === 'passed' || status === 'failed' ? status : 'skipped';
      // Vitest's report has this instead of a message for a test that timed out.
      const message = failureMessages?.[0]?.replace('Error: STACK_TRACE_ERROR', 'timed out');
      return { name, outcome, ...reason(message) };
    });
  });
}

interface PlaywrightSuite {
  /** Of a group of tests, or the name of a file. */
  readonly title?: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tags?: readonly string[];
    readonly tests: readonly PlaywrightTest[];
  }[];
}

interface PlaywrightTest {
  readonly status: string;
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  readonly results: readonly {
    readonly error?: { readonly message?: string };
    readonly attachments?: readonly { readonly name: string; readonly body?: string }[];
  }[];
}

/** The attachment of a failed end-to-end test that contains the output of its app. */
export const appLog = 'app log';
const linesOfLog = 8;

/** Reads the output of Playwright's `json` reporter. A flaky test failed once, so it counts as failed. */
export function readPlaywright(json: unknown, groups = ''): Result[] {
  const { suites = [], specs = [] } = json as PlaywrightSuite;
  const own = specs.flatMap(({ title, tags = [], tests }) =>
    tests.map(({ status, annotations, results }): Result => {
      const test = { name: groups + title, ...(tags.length === 0 ? {} : { tags }) };
      if (status === 'expected') return { ...test, outcome: 'passed' };
      if (status === 'skipped') {
        const note = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
        return { ...test, outcome: 'skipped', ...reason(note?.description) };
      }
      const message = results.find(({ error }) => error)?.error?.message;
      return { ...test, outcome: 'failed', ...reason(message, lastLinesOfLog(results)) };
    }),
  );
  const inSuites = suites.flatMap((suite) => {
    const isGroup = suite.title && !suite.title.endsWith('.ts');
    return readPlaywright(suite, isGroup ? `${groups}${suite.title} ` : groups);
  });
  return [...own, ...inSuites];
}

function lastLinesOfLog(results: PlaywrightTest['results']): string[] {
  return results
    .flatMap(({ attachments = [] }) => attachments)
    .filter(({ name }) => name === appLog)
    .map(({ body = '' }) => Buffer.from(body, 'base64').toString().trimEnd().split('\n'))
    .flatMap((lines) => lines.slice(-linesOfLog))
    .filter((line) => line !== '');
}

function reason(message = '', more: readonly string[] = []): Pick<Result, 'reason'> {
  const [line = ''] = stripVTControlCharacters(message).split('\n');
  return line === '' ? {} : { reason: [line, ...more].join('\n    ') };
}

/**
 * The results of a part that has ended, with one more failure if no test accounts for its end: a crash, no readable
 * report, no test found.
 *
 * @param status exit status; `null` if a signal ended the part
 */
export function withEnd(status: number | null, results: readonly Result[]): readonly Result[] {
  const hasFailed = results.some(({ outcome }) => outcome === 'failed');
  if (hasFailed || (status === 0 && results.length > 0)) return results;
  const name = status === 0 ? 'no test ran' : `ended with ${status ?? 'a signal'}`;
  return [...results, { name, outcome: 'failed' }];
}

/** `N passed, N failed` */
export function sum(results: readonly Result[]): string {
  const count = (wanted: Result['outcome']) =>
    results.filter(({ outcome }) => outcome === wanted).length;
  return `${count('passed')} passed, ${count('failed')} failed`;
}
