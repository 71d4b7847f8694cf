import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPlaywright } from '../test-report';
import { verifyTable } from './verify-table';

/** What Playwright wrote of four tests, one of which had failed. */
const report = new URL('testing/e2e-report.json', import.meta.url);
const results = readPlaywright(JSON.parse(readFileSync(report, 'utf8')));

it('says what failed, was skipped and held, the facts of Electron first', () => {
  expect(
    verifyTable('Electron 1.2.3 on linux x64', results, null),
  ).toBe(`# Electron 1.2.3 on linux x64

2 passed, 1 failed, 1 skipped

## What the app assumes of Electron

| test | Electron |
| --- | --- |
| a response with the status 600 is a problem in the window, and no exception | **did not hold**: Error: expect(received).not.toContain(expected) // indexOf |
| the menu has Close Window | skipped: only the menu of macOS has to have it |
| a page that crashes during a sign-in shows its outcome once it is back | held |

## Other end-to-end tests

| test | Electron |
| --- | --- |
| arguments that are not in the contract are refused (SEC-42) | held |
`);
});

it('has the same test in the Chromium host beside it', () => {
  const [first] = results;
  const inHost = [{ name: first?.name ?? '', outcome: 'failed', reason: 'a | <b>\nlog' } as const];
  const lines = verifyTable('Electron', results, inHost).split('\n');
  expect(lines).toContain('| test | Electron | Chromium host |');
  expect(lines).toContain(
    '| arguments that are not in the contract are refused (SEC-42) | held | **did not hold**: a \\| &lt;b> |',
  );
  expect(lines).toContain(
    '| the menu has Close Window | skipped: only the menu of macOS has to have it | not run |',
  );
});
