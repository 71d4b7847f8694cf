import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '@repo/chromium-host/testing/launch-chromium';
import axe from 'axe-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { startTestPool } from '../testing/test-pool';
import { Guide, ownPages, providerPages, tour, tourOptions } from '../testing/test-tour';
import { tabVisitor } from '../testing/test-visitors';

interface Finding {
  readonly rule: string;
  readonly impact: string;
  readonly where: string;
}

// The looks: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
describe.each(['classic', 'managed'] as const)('the %s pages', (look) => {
  let pool: UserPool;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const managedLogin = look === 'managed';
    pool = await startTestPool({ ...tourOptions, managedLogin });
    browser = await launchChromium();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await pool.close();
  });
  beforeEach(async () => {
    // As good as new, and there sooner.
    await page.context().clearCookies();
    await page.setViewportSize({ width: 1280, height: 720 });
    // Limits of tries are not what this is about.
    pool.clock.advance(3_600_000);
  });

  it.each(Object.entries({ ...ownPages, ...tour }))(
    '%s: no serious violation, light or dark, and it fits 320 pixels',
    async (_, walk) => {
      await walk(new Guide(tabVisitor(page), pool));
      expect(await page.locator('body').getAttribute('class')).toBe(look);
      await expectToBeAccessible(page);
    },
  );

  it.each(Object.entries(providerPages))('and the demo provider, %s: the same', async (_, walk) => {
    await walk(new Guide(tabVisitor(page), pool));
    expect(new URL(page.url()).origin).toBe(pool.demoProvider?.issuer);
    await expectToBeAccessible(page);
  });
});

async function expectToBeAccessible(page: Page): Promise<void> {
  expect(await page.locator('footer').textContent()).toContain('not for production');
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await check(page), 'light').toEqual([]);
  // Nothing but colours is different in the dark: of axe's usual rules, these two look at them.
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await check(page, ['color-contrast', 'link-in-text-block']), 'dark').toEqual([]);
  // WCAG 2.2 §1.4.10: no scrolling in two directions.
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
}

/** Serious and critical violations, and texts whose contrast axe could not tell. */
async function check(page: Page, rules?: string[]): Promise<Finding[]> {
  const { violations, incomplete } = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations', 'incomplete'],
        ...(values === undefined ? {} : { runOnly: { type: 'rule', values } }),
      }),
    rules,
  );
  const unclear = incomplete.filter(({ id }) => id === 'color-contrast');
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return [...grave, ...unclear].map(({ id, impact, nodes }) => ({
    rule: id,
    impact: impact ?? '',
    where: nodes.map(({ html }) => html.slice(0, 100)).join(' | '),
  }));
}
