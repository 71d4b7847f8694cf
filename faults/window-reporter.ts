import { stripVTControlCharacters } from 'node:util';
import type { Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import type { Outcome } from './report';
import type { WindowMessage } from './windows';

/** Tells the process that started Playwright which tests there are, and what comes of each. */
export default class WindowReporter implements Reporter {
  onBegin(_config: unknown, suite: Suite): void {
    tell({
      scenarios: suite.allTests().map((test) => ({ name: nameOf(test), title: test.title })),
    });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const outcome =
      result.status === 'passed' || result.status === 'skipped' ? result.status : 'failed';
    const reason = result.error ? textOf(result.error) : skipReasonOf(test);
    const seconds = result.duration / 1000;
    const told: Outcome = { name: nameOf(test), outcome, seconds };
    tell({ outcome: reason === undefined ? told : { ...told, reason } });
  }

  onError(error: TestError): void {
    tell({ error: textOf(error) });
  }

  /** All that is to be printed, the other process prints. */
  printsToStdio(): boolean {
    return true;
  }
}

function tell(message: WindowMessage): void {
  process.send?.(message);
}

/** With the group's name before its own: what comes before the two is the file. */
function nameOf(test: TestCase): string {
  return `window: ${test.titlePath().slice(3).join(': ')}`;
}

function textOf({ message, value }: TestError): string {
  return stripVTControlCharacters(message ?? value ?? 'it failed without a word');
}

function skipReasonOf({ annotations }: TestCase): string | undefined {
  return annotations.find(({ type }) => type === 'skip')?.description;
}
