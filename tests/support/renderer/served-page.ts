import { rm } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll } from 'vitest';
import type { AppInfo } from '../../../src/shared/api';
import { launchChromium } from '../launch-chromium';
import { buildBundle } from './build';
import { type FakeMain, installFakeMain } from './fake-main';
import { info } from './fixtures';
import { type Site, serve } from './serve';

/** The built page, served to a real Chromium for as long as the tests of a file run. */
export interface ServedPage {
  readonly browser: Browser;
  readonly url: string;
  /** Opens it as large as the app's window, before the main process has answered. */
  open(appInfo?: AppInfo): Promise<{ page: Page; main: FakeMain }>;
}

export function servedPage(): ServedPage {
  let folder: string;
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    folder = await buildBundle('renderer');
    site = await serve(folder);
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  return {
    get browser() {
      return browser;
    },
    get url() {
      return site.url;
    },
    async open(appInfo = info) {
      const page = await browser.newPage({
        viewport: { width: 480, height: 640 },
        locale: 'en-GB',
      });
      page.setDefaultTimeout(5_000);
      const main = await installFakeMain(page, appInfo);
      await page.goto(site.url);
      await page.locator('[data-state="starting"]').waitFor();
      return { page, main };
    },
  };
}
