import { mkdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMain } from '../../tests/support/renderer/fake-main';
import { longest, signedIn, states, unreachable } from '../../tests/support/renderer/fixtures';
import { servedPage } from '../../tests/support/renderer/served-page';
import type { UpdateState } from '../shared/update';

/** The line about updates in a real Chromium. */

const version = '1.3.0';
const every: readonly UpdateState[] = [
  { kind: 'checking' },
  { kind: 'up-to-date' },
  { kind: 'available', version },
  { kind: 'downloading', version, percent: 42 },
  { kind: 'ready', version },
  { kind: 'failed', problem: { ...unreachable, code: 'update-unreachable' } },
];

beforeAll(() => mkdir('out/screens', { recursive: true }));

const site = servedPage();
let page: Page;
let main: FakeMain;
beforeEach(async () => {
  ({ page, main } = await site.open());
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await main.push(states.signedOut);
});
afterEach(() => page.close());

const spoken = () => page.locator('[data-update] [role="status"]').textContent();
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

async function graveFindings(): Promise<string[]> {
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe('the line about updates', () => {
  it.each(every)('$kind: axe finds nothing grave, light or dark', async (update) => {
    await page.evaluate(axe.source);
    await main.pushUpdate(update);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await graveFindings(), colorScheme).toEqual([]);
      await page.screenshot({ path: `out/screens/update-${update.kind}-${colorScheme}.png` });
    }
    expect(main.complaints).toEqual([]);
  });

  it('stays while the screens change, and so does what a screen reader has heard', async () => {
    await main.pushUpdate({ kind: 'ready', version });
    const before = await page.locator('[data-update]').elementHandle();
    await main.push(states.waiting);
    await main.push(signedIn(Date.now()));
    expect(await before?.evaluate((element) => element.isConnected)).toBe(true);
    expect(await spoken()).toContain('Version 1.3.0 is ready');
  });

  it('is worked with the keyboard: a download is cancelled, and the focus is not lost', async () => {
    await main.pushUpdate({ kind: 'downloading', version, percent: 10 });
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('Enter');
    expect(await main.takeCalls()).toEqual([['dismissUpdate']]);
    await main.pushUpdate({ kind: 'idle' });
    expect(await focused()).toBe('Sign in');
  });

  it('an Enter for "Cancel" that comes late does not restart', async () => {
    await main.pushUpdate({ kind: 'downloading', version, percent: 99 });
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await main.pushUpdate({ kind: 'ready', version });
    expect(await focused()).not.toBe('Restart to update');
    expect(await main.takeCalls()).toEqual([]);
    await page.getByRole('button', { name: 'Restart to update' }).press('Enter');
    expect(await main.takeCalls()).toEqual([['restartToUpdate']]);
  });

  it('does not restart during a sign-in', async () => {
    await main.push(states.waiting);
    await main.pushUpdate({ kind: 'ready', version });
    await page.getByRole('button', { name: 'Restart to update' }).press('Enter');
    expect(await main.takeCalls()).toEqual([]);
  });

  it('moves the bar, and fits beside the longest account in a narrow window', async () => {
    await page.setViewportSize({ width: 320, height: 480 });
    await main.push(signedIn(Date.now(), { account: longest }));
    for (const percent of [0, 50, 100]) {
      await main.pushUpdate({
        kind: 'downloading',
        version: `${version}+${'x'.repeat(90)}`,
        percent,
      });
      const bar = page.getByRole('progressbar', { name: 'Download' });
      await expect
        .poll(() => bar.evaluate((one) => (one as HTMLProgressElement).value))
        .toBe(percent);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(320);
    }
  });

  it('asks again after a failure', async () => {
    await main.pushUpdate({ kind: 'failed', problem: unreachable });
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await main.takeCalls()).toEqual([['checkForUpdates']]);
  });
});
