import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../dev/chromium-host/src/chromium/find';
import { projectRoot, runtimeSwitches } from './runtime';

/** `npm run docs:picture`: puts three pictures of the last `npm run demo` side by side for the README. */
const pictures = [
  ['1-signed-out.png', 'The app, signed out'],
  ['2-hosted-ui.png', 'The hosted UI, in a window of the app'],
  ['4-signed-in.png', 'Signed in'],
] as const;

const figures = await Promise.all(
  pictures.map(async ([file, caption]) => {
    const bytes = await readFile(path.join(projectRoot, 'out/demo', file));
    const source = `data:image/png;base64,${bytes.toString('base64')}`;
    return `<figure><img src="${source}" alt=""><figcaption>${caption}</figcaption></figure>`;
  }),
);
const style = `
  body { margin: 0; padding: 24px; display: inline-flex; gap: 24px; background: #dfe5ee; font: 17px sans-serif; }
  figure { margin: 0; text-align: center; color: #3a4558; }
  img { height: 600px; display: block; border-radius: 12px; box-shadow: 0 6px 24px #0003; margin-bottom: 14px; }
`;

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: runtimeSwitches(),
});
const page = await browser.newPage({ viewport: { width: 1600, height: 800 } });
await page.setContent(`<style>${style}</style>${figures.join('')}`);
await page.locator('body').screenshot({ path: path.join(projectRoot, 'docs/images/sign-in.png') });
await browser.close();
