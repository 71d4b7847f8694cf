import { expect, it } from 'vitest';
import { appLog, type Result, readPlaywright, readVitest, sum, withEnd } from './test-report';

const passed: Result = { name: 'a', outcome: 'passed' };
const failed: Result = { name: 'b', outcome: 'failed' };
const skipped: Result = { name: 'c', outcome: 'skipped' };

it.each([
  ['passes when every test does', 0, [passed, skipped], '1 passed, 0 failed'],
  ['counts the tests that failed', 1, [passed, failed], '1 passed, 1 failed'],
  ['counts a crash after passing tests as a failure', 1, [passed], '1 passed, 1 failed'],
  ['counts an end by a signal as a failure', null, [passed], '1 passed, 1 failed'],
  ['counts a missing report as a failure, even with exit status 0', 0, [], '0 passed, 1 failed'],
  ['passes when all tests are skipped', 0, [skipped], '0 passed, 0 failed'],
])('%s', (_, status, results, expected) => {
  expect(sum(withEnd(status, results))).toBe(expected);
});

it('says how a part ended', () => {
  expect(withEnd(3, [passed]).at(-1)).toEqual({ name: 'ended with 3', outcome: 'failed' });
  expect(withEnd(null, [])).toEqual([{ name: 'ended with a signal', outcome: 'failed' }]);
});

it('names the tests that Vitest skipped and those that failed; a file that did not load is one', () => {
  const failureMessages = ['\u001b[31mError: lost\u001b[39m\n    at x.ts:1:2'];
  const assertionResults = [
    { fullName: 'a', status: 'passed' },
    { fullName: 'b', status: 'skipped' },
    { fullName: 'c', status: 'todo' },
    { fullName: 'd', status: 'failed', failureMessages },
    { fullName: 'e', status: 'failed', failureMessages: ['Error: STACK_TRACE_ERROR\n    at x.ts'] },
  ];
  const report = {
    testResults: [
      { name: '/x/a.test.ts', status: 'failed', message: '', assertionResults },
      { name: '/x/b.test.ts', status: 'failed', message: 'no module c', assertionResults: [] },
    ],
  };
  expect(readVitest(report)).toEqual([
    passed,
    { name: 'b', outcome: 'skipped' },
    { name: 'c', outcome: 'skipped' },
    { name: 'd', outcome: 'failed', reason: 'Error: lost' },
    { name: 'e', outcome: 'failed', reason: 'timed out' },
    { name: 'b.test.ts', outcome: 'failed', reason: 'no module c' },
  ]);
});

it('names the tests that Playwright skipped or saw fail, with the reason, however deep; flaky is failed', () => {
  const spec = (title: string, status: string, annotations: object[] = [], message?: string) => ({
    title,
    tests: [
      { status, annotations, results: [message === undefined ? {} : { error: { message } }] },
    ],
  });
  const deep = [
    spec('c', 'skipped', [{ type: 'skip', description: 'reads /proc' }]),
    spec('e', 'flaky', [], 'late'),
  ];
  const specs = [
    spec('a', 'expected'),
    spec('b', 'skipped'),
    spec('d', 'unexpected', [], 'Error: no window\n  Call log'),
  ];
  expect(readPlaywright({ suites: [{ specs, suites: [{ specs: deep }] }] })).toEqual([
    passed,
    { name: 'b', outcome: 'skipped' },
    { name: 'd', outcome: 'failed', reason: 'Error: no window' },
    { name: 'c', outcome: 'skipped', reason: 'reads /proc' },
    { name: 'e', outcome: 'failed', reason: 'late' },
  ]);
});

it('gives the end of the output of the app of a failed end-to-end test', () => {
  const body = Buffer.from('1\n2\n3\n4\n5\n6\n7\n8\n9\n').toString('base64');
  const attachments = [{ name: 'screenshot' }, { name: appLog, body }];
  const results = [{ error: { message: 'late' }, attachments }];
  const specs = [{ title: 'a', tests: [{ status: 'unexpected', annotations: [], results }] }];
  const [{ reason } = failed] = readPlaywright({ specs });
  expect(reason).toBe('late\n    2\n    3\n    4\n    5\n    6\n    7\n    8\n    9');
});
