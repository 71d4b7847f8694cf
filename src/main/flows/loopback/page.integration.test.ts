import type { Browser, Page } from '@playwright/test';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import { launchChromium } from '../../../../tests/support/launch-chromium';
import { startCallbackServer } from './callback-server';

/** The listener's pages in a real browser, under the policy that they are sent with. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function graveFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  const unclear = incomplete.filter(({ id }) => id === 'color-contrast');
  return [...violations, ...unclear].map(({ id }) => id);
}

it.each(['light', 'dark'] as const)(
  'SEC-22: the page is shown as it is meant, %s, at an address without the code',
  async (colorScheme) => {
    const [port = 0] = await freePorts(1);
    const server = await startCallbackServer({
      redirectUris: [`http://localhost:${port}/callback`],
      judge: (url) => (url.includes('state=ours') ? 'answered' : null),
      locale: 'en',
      log: recordingLog(),
    });
    const page = await browser.newPage({ colorScheme, locale: 'fr-FR' });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${server.redirectUri}?code=forged`);
    expect(await graveFindings(page)).toEqual([]);
    await page.goto(`${server.redirectUri}?code=s3cret&state=ours`);
    expect(page.url()).toBe(`${server.redirectUri}/done`);
    expect(await page.locator('h1').textContent()).toBe('C’est terminé ici');
    // Its own style is in force: the policy let it pass.
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe(colorScheme === 'light' ? 'rgb(245, 247, 250)' : 'rgb(18, 22, 28)');
    expect(await graveFindings(page)).toEqual([]);
    expect(complaints.filter((text) => /Content Security Policy/.test(text))).toEqual([]);
    await page.close();
    await server.close();
  },
);
