import { expect, it } from 'vitest';
import { appLog, countFaults, countPlaywright, countVitest, totalsOf } from './test-report';

const five = { passed: 5, failed: 0, failures: [], skipped: [] };

it.each([
  ['passes when every test does', 0, five, 5, []],
  ['counts the tests that failed', 1, { ...five, failed: 1, failures: ['a'] }, 5, ['a']],
  ['counts a crash after passing tests as a failure', 1, five, 5, ['ended with 1']],
  ['counts an end by a signal as a failure', null, five, 5, ['ended with a signal']],
  ['counts a missing report as a failure, even with exit status 0', 0, null, 0, ['no test ran']],
  ['counts a run without any test as a failure', 0, { ...five, passed: 0 }, 0, ['no test ran']],
])('%s', (_, status, counted, passed, failures) => {
  const failed = failures.length;
  expect(totalsOf(status, counted)).toEqual({ passed, failed, failures, skipped: [] });
});

it('names the tests that Vitest skipped, and those that failed; a file that did not load is one', () => {
  const failureMessages = ['\u001b[31mError: lost\u001b[39m\n    at x.ts:1:2'];
  const assertionResults = [
    { fullName: 'a', status: 'passed' },
    { fullName: 'b', status: 'skipped' },
    { fullName: 'c', status: 'todo' },
    { fullName: 'd', status: 'failed', failureMessages },
    { fullName: 'e', status: 'failed', failureMessages: ['Error: STACK_TRACE_ERROR\n    at x.ts'] },
  ];
  const report = {
    numPassedTests: 1,
    numFailedTests: 2,
    testResults: [
      { name: '/x/a.test.ts', status: 'failed', message: '', assertionResults },
      { name: '/x/b.test.ts', status: 'failed', message: 'no module c', assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({
    passed: 1,
    failed: 3,
    failures: ['d: Error: lost', 'e: took too long', 'b.test.ts: no module c'],
    skipped: ['b', 'c'],
  });
});

it('names the tests that Playwright skipped or saw fail, with the reason, however deep; flaky is failed', () => {
  const spec = (title: string, status: string, annotations: object[] = [], message?: string) => ({
    title,
    tests: [
      { status, annotations, results: [message === undefined ? {} : { error: { message } }] },
    ],
  });
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      {
        specs: [
          spec('a', 'expected'),
          spec('b', 'skipped'),
          spec('d', 'unexpected', [], 'Error: no window\n  Call log'),
        ],
        suites: [
          {
            specs: [
              spec('c', 'skipped', [{ type: 'skip', description: 'reads /proc' }]),
              spec('e', 'flaky', [], 'late'),
            ],
          },
        ],
      },
    ],
  };
  expect(countPlaywright(report)).toEqual({
    passed: 3,
    failed: 2,
    failures: ['d: Error: no window', 'e: late'],
    skipped: ['b', 'c: reads /proc'],
  });
});

it('names the scenarios of the faults that failed or were skipped, with the reason', () => {
  const scenarios = [
    { name: 'a', outcome: 'passed', group: 'A', seconds: 1 },
    { name: 'b', outcome: 'skipped', group: 'A', seconds: 0, reason: 'reads /proc' },
    { name: 'c', outcome: 'failed', group: 'B', seconds: 1, reason: 'lost' },
  ];
  expect(countFaults({ passed: 1, failed: 1, skipped: 1, scenarios })).toEqual({
    passed: 1,
    failed: 1,
    failures: ['c: lost'],
    skipped: ['b: reads /proc'],
  });
});

it('gives the end of what the app of a failed end-to-end test printed', () => {
  const body = Buffer.from('1\n2\n3\n4\n5\n6\n7\n8\n9\n').toString('base64');
  const attachments = [{ name: 'screenshot' }, { name: appLog, body }];
  const results = [{ error: { message: 'late' }, attachments }];
  const specs = [{ title: 'a', tests: [{ status: 'unexpected', annotations: [], results }] }];
  const report = { stats: { expected: 0, unexpected: 1, flaky: 0 }, specs };
  expect(countPlaywright(report).failures).toEqual([
    'a: late\n    2\n    3\n    4\n    5\n    6\n    7\n    8\n    9',
  ]);
});
