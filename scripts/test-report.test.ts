import { expect, it } from 'vitest';
import { countFaults, countPlaywright, countVitest, totalsOf } from './test-report';

const five = { passed: 5, failed: 0, skipped: [] };

it.each([
  ['passes when every test does', 0, five, 5, 0],
  ['counts the tests that failed', 1, { ...five, failed: 2 }, 5, 2],
  ['counts a crash after passing tests as a failure', 1, five, 5, 1],
  ['counts an end by a signal as a failure', null, five, 5, 1],
  ['counts a missing report as a failure, even with exit status 0', 0, null, 0, 1],
  ['counts a run without any test as a failure', 0, { ...five, passed: 0 }, 0, 1],
])('%s', (_, status, counted, passed, failed) => {
  expect(totalsOf(status, counted)).toEqual({ passed, failed, skipped: [] });
});

it('names the tests that Vitest skipped', () => {
  const assertionResults = [
    { fullName: 'a', status: 'passed' },
    { fullName: 'b', status: 'skipped' },
    { fullName: 'c', status: 'todo' },
  ];
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [{ assertionResults }] };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 0, skipped: ['b', 'c'] });
});

it('names the tests that Playwright skipped, with the reason, however deep; flaky is failed', () => {
  const spec = (title: string, status: string, annotations: object[] = []) => ({
    title,
    tests: [{ status, annotations }],
  });
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      {
        specs: [spec('a', 'expected'), spec('b', 'skipped')],
        suites: [{ specs: [spec('c', 'skipped', [{ type: 'skip', description: 'reads /proc' }])] }],
      },
    ],
  };
  expect(countPlaywright(report)).toEqual({
    passed: 3,
    failed: 2,
    skipped: ['b', 'c: reads /proc'],
  });
});

it('names the scenarios that the faults skipped, with the reason', () => {
  const scenarios = [
    { name: 'a', outcome: 'passed', group: 'A', seconds: 1 },
    { name: 'b', outcome: 'skipped', group: 'A', seconds: 0, reason: 'reads /proc' },
    { name: 'c', outcome: 'failed', group: 'B', seconds: 1, reason: 'lost' },
  ];
  expect(countFaults({ passed: 1, failed: 1, skipped: 1, scenarios })).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['b: reads /proc'],
  });
});
