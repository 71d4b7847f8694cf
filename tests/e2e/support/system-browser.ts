import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { withoutFeatures } from '@repo/chromium-host/chromium/features';
import { findChromium } from '@repo/chromium-host/chromium/find';
import { identity } from '../../../src/shared/identity';
import type { Desktop } from './desktop';

/** The person's own browser: a real Chromium with a profile, which keeps sessions and hands links over. */
export interface SystemBrowser {
  readonly context: BrowserContext;
  /** Shows the next page that the app asks for, in a new tab. */
  shows(): Promise<Page>;
  close(): Promise<void>;
}

/** @param origins whose pages may open the app, which the person has said yes to once and for all */
export async function startBrowser(
  desktop: Desktop,
  profile: string,
  origins: readonly string[],
): Promise<SystemBrowser> {
  const allowed = Object.fromEntries(
    origins.map((origin) => [origin, { [identity.redirectScheme]: true }]),
  );
  const preferences = { protocol_handler: { allowed_origin_protocol_pairs: allowed } };
  await mkdir(path.join(profile, 'Default'), { recursive: true });
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    // Only pages of our own, from loopback, are opened; Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), ...desktop.env },
    args: ['--disable-gpu', '--disable-quic', withoutFeatures()],
  });
  return {
    context,
    async shows() {
      const url = await desktop.nextPage();
      const page = await context.newPage();
      // A page that leads to a link of the app's never arrives anywhere.
      await page.goto(url).catch(() => undefined);
      return page;
    },
    close: () => context.close(),
  };
}
