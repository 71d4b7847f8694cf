import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '@repo/chromium-host/chromium/find';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { projectRoot } from '../dev/runtime';

/** The source of every icon: the mark that the window shows, too. */
const iconSource = path.join(projectRoot, 'src/shared/mark.svg');

const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** The entries of an ICNS file by the pixels of their picture; retina pictures have an entry of their own. */
const macEntries: readonly (readonly [pixels: number, types: readonly string[]])[] = [
  [16, ['ic04']],
  [32, ['ic05', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
];

/** Draws the picture at these sizes. `margin` is the part of the canvas that stays free on each side. */
async function draw(sizes: readonly number[], margin: number): Promise<Map<number, Buffer>> {
  const svg = (await readFile(iconSource)).toString('base64');
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const pictures = new Map<number, Buffer>();
  try {
    const page = await browser.newPage();
    for (const size of sizes) {
      const inner = `${100 - 200 * margin}%`;
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<body style="margin:0;height:100vh;display:grid;place-items:center">
         <img style="width:${inner};height:${inner}" src="data:image/svg+xml;base64,${svg}">`,
        { waitUntil: 'load' },
      );
      pictures.set(size, await page.screenshot({ omitBackground: true }));
    }
  } finally {
    await browser.close();
  }
  return pictures;
}

/** `npm run icons`: writes `build/icon.ico`, `build/icon.icns` and `build/icons/`, which are committed. */
async function writeIcons(): Promise<void> {
  const build = path.join(projectRoot, 'build');
  const plain = await draw([...new Set([...linuxSizes, ...windowsSizes])], 0);
  // Apple's template leaves a tenth of the canvas free; a picture without it looks too large in the Dock.
  const withMargin = await draw(
    macEntries.map(([pixels]) => pixels),
    0.1,
  );
  const picture = (from: Map<number, Buffer>, size: number) => from.get(size) ?? Buffer.alloc(0);

  await mkdir(path.join(build, 'icons'), { recursive: true });
  for (const size of linuxSizes)
    await writeFile(path.join(build, 'icons', `${size}x${size}.png`), picture(plain, size));
  const ico = new IconIco();
  for (const size of windowsSizes) await ico.addFromPng(picture(plain, size));
  await writeFile(path.join(build, 'icon.ico'), ico.encode());
  const icns = new IconIcns();
  for (const [pixels, types] of macEntries)
    await icns.addFromPng(picture(withMargin, pixels), [...types]);
  await writeFile(path.join(build, 'icon.icns'), icns.encode());
  // By this a test notices another picture; two browsers do not draw the same one to the last bit.
  const hash = createHash('sha256')
    .update(await readFile(iconSource))
    .digest('hex');
  await writeFile(path.join(build, 'icons/source.sha256'), `${hash}\n`);
}

await writeIcons();
