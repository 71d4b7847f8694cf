import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMain } from '../../tests/support/renderer/fake-main';
import {
  ben,
  everyState,
  info,
  other,
  signedIn,
  states,
  unreachable,
} from '../../tests/support/renderer/fixtures';
import { servedPage } from '../../tests/support/renderer/served-page';
import type { AuthState } from '../shared/auth-state';

/** Every screen as axe sees it, light and dark, and what the system's own colours leave of it. */

const site = servedPage();
let page: Page;
let main: FakeMain;
beforeAll(async () => {
  ({ page, main } = await site.open({
    ...info,
    canSignOutEverywhere: true,
    apiOrigins: ['http://127.0.0.1:42803'],
    flows: ['embedded-window', 'loopback'],
    identityProviders: ['Google', 'Corp'],
  }));
  await page.evaluate(axe.source);
});
afterAll(() => page?.close());
// Without motion, since what still fades in is not there yet for axe.
beforeEach(() =>
  page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' }),
);

interface Finding {
  readonly rule: string;
  readonly where: string;
}

/** Serious and critical violations, and texts whose contrast axe could not tell. */
async function findings(options: axe.RunOptions = {}): Promise<Finding[]> {
  const { violations, incomplete } = await page.evaluate(
    (how) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, how),
    options,
  );
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const unclear = incomplete.filter(({ id }) => id === 'color-contrast');
  return [...grave, ...unclear].map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ html }) => html.slice(0, 100)).join(' | '),
  }));
}

async function expectNoFindings(): Promise<void> {
  expect(await findings(), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Nothing but the colours is different.
  expect(await findings({ runOnly: ['color-contrast'] }), 'dark').toEqual([]);
}

describe('axe finds nothing grave', () => {
  it.each(Object.entries(everyState(Date.now())))('in %s', async (_, state) => {
    await main.push(state);
    await expectNoFindings();
  });

  describe('in a call of the API', () => {
    const call = () => page.locator('details');
    beforeEach(async () => {
      await main.push(states.signedOut);
      await main.push(signedIn(Date.now()));
      await page.getByText('Call the API').click();
      await page.getByLabel('Method').selectOption('POST');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await call().getByRole('progressbar').waitFor();
    });

    it('that is under way', async () => {
      await main.pushProgress({ sent: 9, toSend: 9, received: 1_000, toReceive: 9_000 });
      await expectNoFindings();
    });

    it('that is answered', async () => {
      const headers = { 'content-type': 'text/plain' };
      await main.answerCall({ status: 404, headers, body: 'x '.repeat(20_000) });
      await call().locator('[data-status]').waitFor();
      await expectNoFindings();
    });

    it('that failed', async () => {
      await main.answerCall(unreachable);
      await call().getByRole('alert').waitFor();
      await expectNoFindings();
    });
  });

  const others = [other(ben)];
  const questions: [asking: string, AuthState][] = [
    ['Sign out ben.okafor@example.com', signedIn(Date.now(), { others })],
    ['Remove ben.okafor@example.com', { ...states.signedOut, others }],
    ['Sign out of all accounts', signedIn(Date.now(), { others })],
    ['Sign out everywhere', signedIn(Date.now())],
  ];
  it.each(questions)('in the question after "%s"', async (asking, state) => {
    await main.push(state);
    await page.getByRole('button', { name: asking, exact: true }).click();
    await page.getByRole('alertdialog').waitFor();
    await expectNoFindings();
  });
});

describe('forced colours', () => {
  it('leave the spinner something to turn, and every avatar and button an edge', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await main.push(states.waiting);
    const [top, side] = await page.locator('.spinner').evaluate((spinner) => {
      const { borderTopColor, borderLeftColor } = getComputedStyle(spinner);
      return [borderTopColor, borderLeftColor];
    });
    expect(top).not.toBe(side);
    await main.push(signedIn(Date.now(), { others: [other(ben)] }));
    const edges = await page
      .locator('.avatar, .button')
      .evaluateAll((elements) =>
        elements.map((element) => getComputedStyle(element).borderTopColor),
      );
    expect(edges.length).toBeGreaterThan(5);
    expect(edges).not.toContain('rgba(0, 0, 0, 0)');
  });
});

it('would tell', async () => {
  await main.push(states.signedOut);
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('button')),
  );
  expect((await findings()).map(({ rule }) => rule)).toContain('button-name');
});
