import type { Page } from '@playwright/test';
import { afterEach, expect, test } from 'vitest';
import { html, startLab } from './lab';

// What https://playwright.dev/docs/api/class-electron offers for Electron works here, unchanged.

const { app, server } = await startLab({
  '/button': html('<title>Button</title><button onclick="this.textContent = 2">1</button>'),
});

afterEach(() => closeAll());

/** Opens a window and waits until Playwright has its page. */
async function open(path: string, partition = '', disableDialogs = false): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, { url, partition, disableDialogs }) => {
      const window = new BrowserWindow({
        title: partition,
        webPreferences: { partition, disableDialogs },
      });
      await window.loadURL(url);
    },
    { url: `${server.origin}${path}`, partition, disableDialogs },
  );
  const page = await opened;
  await page.waitForURL(`${server.origin}${path}`);
  return page;
}

const closeAll = () =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  });

test('windows of every partition are pages, each reported once', async () => {
  const pages = [await open('/a'), await open('/b', 'one'), await open('/c', 'two')];
  expect(app.windows()).toHaveLength(3);
  expect(pages.map((page) => new URL(page.url()).pathname)).toEqual(['/a', '/b', '/c']);
});

test('browserWindow gives the window of a page', async () => {
  const page = await open('/a', 'mine');
  const window = await app.browserWindow(page);
  expect(await window.evaluate((w) => [w.getTitle(), w.isVisible()])).toEqual(['Page', true]);
});

test('a page can be clicked, photographed and reloaded', async () => {
  const page = await open('/button', 'click');
  await page.getByRole('button', { name: '1' }).click();
  await page.getByRole('button', { name: '2' }).waitFor();
  expect((await page.screenshot()).length).toBeGreaterThan(500);
  await page.reload();
  await page.getByRole('button', { name: '1' }).waitFor();
});

test('an alert waits for its answer, and with disableDialogs for none', async () => {
  const page = await open('/a', 'dialogs');
  page.on('dialog', () => undefined); // Playwright would answer it, without a listener
  const answer = page.evaluate(() => void alert('wait')).then(() => 'answered');
  const silence = new Promise((resolve) => setTimeout(() => resolve('waiting'), 500));
  expect(await Promise.race([answer, silence])).toBe('waiting');
  answer.catch(() => undefined);

  const quiet = await open('/b', 'no dialogs', true);
  quiet.on('dialog', () => undefined);
  expect(await quiet.evaluate(() => [alert('1'), confirm('2'), prompt('3')])).toEqual([
    undefined,
    false,
    null,
  ]);
});

test("page.goto is main's own navigation: no will-navigate", async () => {
  const page = await open('/a');
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    Object.assign(globalThis, {
      seen: lab.record(window.webContents, ['will-navigate', 'did-navigate']),
    });
  });
  await page.goto(`${server.origin}/b`);
  const names = () =>
    app.evaluate(() =>
      (globalThis as unknown as { seen: { name: string }[] }).seen.map(({ name }) => name),
    );
  // Playwright and the main process hear of it from Chromium independently.
  await expect.poll(names).toEqual(['did-navigate']);
});

test('closing a page closes its window, and its close event runs', async () => {
  const page = await open('/a');
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) Object.assign(globalThis, { closing: lab.record(window, ['closed']) });
  });
  await page.close();
  const left = () =>
    app.evaluate(({ BrowserWindow }) => [
      BrowserWindow.getAllWindows().length,
      (globalThis as unknown as { closing: unknown[] }).closing.length,
    ]);
  // Playwright and the main process hear of it from Chromium independently.
  await expect.poll(left).toEqual([0, 1]);
});

test('what the main process logs reaches the console event', async () => {
  const logged = app.waitForEvent('console');
  await app.evaluate(() => console.log('from main'));
  expect((await logged).text()).toBe('from main');
});

test('a key and a click are input-events', async () => {
  const page = await open('/a', 'input');
  const window = await app.browserWindow(page);
  const seen = await window.evaluateHandle(({ webContents }: Electron.BrowserWindow) => {
    const seen: string[] = [];
    webContents.on('input-event', (_event, { type }) => void seen.push(type));
    return seen;
  });
  await page.keyboard.press('a');
  await page.mouse.click(10, 10);
  const types = ['rawKeyDown', 'keyUp', 'mouseMove', 'mouseDown', 'mouseUp'];
  await expect.poll(() => seen.jsonValue()).toEqual(types);
});
