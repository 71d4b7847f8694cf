/** What one part of `npm test` did. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** The name of every test that did not run, with the reason where the test gives one. */
  readonly skipped: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Reads what Vitest's `json` reporter writes. A test that neither passed nor failed was skipped. */
export function countVitest(json: unknown): Totals {
  const report = json as VitestReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
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
  const skipped = scenarios
    .filter(({ outcome }) => outcome === 'skipped')
    .map(({ name, reason }) => (reason === undefined ? name : `${name}: ${reason}`));
  return { passed, failed, skipped };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
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
  return { passed: expected, failed: unexpected + flaky, skipped: skippedIn(report) };
}

function skippedIn({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
        return reason?.description === undefined ? title : `${title}: ${reason.description}`;
      }),
  );
  return [...own, ...suites.flatMap(skippedIn)];
}

/**
 * The count of a part that has ended. A failure that no test tells of counts as one: a crash, a
 * report that is not there or can't be read, a run in which no test was found.
 *
 * @param status its exit status; `null` when a signal ended it
 * @param counted what its report says; `null` without a readable one
 */
export function totalsOf(status: number | null, counted: Totals | null): Totals {
  const { passed, failed, skipped } = counted ?? { passed: 0, failed: 0, skipped: [] };
  const untold = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: failed + Number(untold), skipped };
}
