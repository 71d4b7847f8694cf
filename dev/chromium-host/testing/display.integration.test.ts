import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { isInstalled, startDisplay } from './display';
import { html, startLab } from './lab';

// Windows on a display: what Chromium says of them. Sources: https://www.electronjs.org/docs/latest/api/browser-window

const hasDisplay = process.platform === 'linux' && isInstalled('Xvfb');
const windowManager = isInstalled('openbox') ? 'openbox' : null;
if (!hasDisplay) console.log('Not run: tests of windows on a display, which need Linux and Xvfb.');
else if (!windowManager)
  console.log('Not run: the test of hidden windows, which needs openbox to minimize them.');

/** As `expect`, of what becomes true within 10 s. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });

describe.skipIf(!hasDisplay)('with a display', async () => {
  if (!hasDisplay) return;
  const { app, server } = await startLab(
    {
      '/untitled': html('<p>No title'),
      '/titled': html('<title>From the page</title>'),
      '/clicks': html(
        '<style>body { height: 100vh }</style><script>onclick = () => { document.title = "clicked" }</script>',
      ),
    },
    await startDisplay(windowManager),
  );

  /** Creates a window on a page of the server, and shows it. Its id is also the name of a global in the app. */
  async function open(options: object, path = '/untitled') {
    const opened = app.waitForEvent('window');
    const id = await app.evaluate(
      async ({ BrowserWindow }, { options, url }) => {
        const { parent, ...others } = options as { parent?: number };
        const found = parent === undefined ? null : BrowserWindow.fromId(parent);
        const window = new BrowserWindow({ ...others, ...(found ? { parent: found } : {}) });
        await window.loadURL(url);
        return window.id;
      },
      { options, url: server.origin + path },
    );
    return { id, page: await opened };
  }

  const load = (id: number, path: string) =>
    app.evaluate(({ BrowserWindow }, { id, url }) => BrowserWindow.fromId(id)?.loadURL(url), {
      id,
      url: server.origin + path,
    });

  async function boundsOf(page: Page) {
    const cdp = await page.context().newCDPSession(page);
    const { bounds } = await cdp.send('Browser.getWindowForTarget');
    await cdp.detach();
    return bounds;
  }

  const destroyAll = () =>
    app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    });

  const titleIs = (page: Page, title: string) =>
    // Playwright may still be hearing of the navigation.
    eventually(() => page.evaluate(() => document.title).catch(() => null)).toBe(title);

  test.each([
    { width: 480, height: 640, x: 100, y: 150 },
    { width: 200, height: 120, x: 700, y: 300 },
    { width: 300, height: 200, x: 50, y: 60, webPreferences: { partition: 'placed' } },
  ])('a window has the place asked for and shows the page alone: %o', async (options) => {
    const { page } = await open(options);
    const { width, height, x: left, y: top } = options;
    expect(await boundsOf(page)).toEqual({ left, top, width, height, windowState: 'normal' });
    const inner = await page.evaluate(() => [innerWidth, innerHeight]);
    expect(inner).toEqual([width, height]);
    await destroyAll();
  });

  test('a window is in the centre of the screen, and a child in that of its parent', async () => {
    const parent = await open({ width: 480, height: 600 });
    expect(await boundsOf(parent.page)).toMatchObject({ left: 400, top: 212 });
    await destroyAll();
    const aside = await open({ width: 480, height: 600, x: 20, y: 200 });
    const webPreferences = { partition: 'child' };
    const child = await open({ width: 400, height: 500, parent: aside.id, webPreferences });
    expect(await boundsOf(child.page)).toMatchObject({ left: 60, top: 250 });
    await destroyAll();
  });

  test.each([
    { width: 3000, height: 3000 },
    { width: 300, height: 200, x: 5000, y: 5000 },
  ])('a window that would not be on the screen is: %o', async (options) => {
    const { page } = await open(options);
    const { left = -1, top = -1, width = 0, height = 0 } = await boundsOf(page);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(1280);
    expect(top + height).toBeLessThanOrEqual(1024);
    await destroyAll();
  });

  test('setSize resizes the window', async () => {
    const { id, page } = await open({ width: 300, height: 300 });
    await app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.setSize(420, 240), id);
    await eventually(() => boundsOf(page)).toMatchObject({ width: 420, height: 240 });
    await destroyAll();
  });

  test('the title is the option until the page has one, or setTitle is called', async () => {
    const { id, page } = await open({ title: 'Mine' });
    await titleIs(page, 'Mine');
    await app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.setTitle('New'), id);
    await titleIs(page, 'New');
    await load(id, '/titled');
    await titleIs(page, 'From the page');
    await destroyAll();
  });

  test('preventing page-title-updated keeps the title, whatever the page sets', async () => {
    const { id, page } = await open({ title: 'Mine' });
    await app.evaluate(({ BrowserWindow }, id) => {
      BrowserWindow.fromId(id)?.on('page-title-updated', (event) => event.preventDefault());
    }, id);
    await load(id, '/titled');
    await titleIs(page, 'Mine');
    // The second time, the page's title is not new.
    for (const title of ['Again', 'Again']) {
      await page.evaluate((title) => {
        document.title = title;
      }, title);
      await titleIs(page, 'Mine');
    }
    const own = await app.evaluate(
      ({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.webContents.getTitle(),
      id,
    );
    expect(own).toBe('Again');
    await destroyAll();
  });

  test('a modal child blocks the input of its parent until it has gone', async () => {
    const parent = await open({ width: 300, height: 300 }, '/clicks');
    const child = await open({ width: 200, height: 200, parent: parent.id, modal: true });
    const clickBelow = async () => {
      await parent.page.mouse.click(100, 100);
      return parent.page.evaluate(() => document.title);
    };
    expect(await clickBelow()).not.toBe('clicked');
    await app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.destroy(), child.id);
    await eventually(clickBelow).toBe('clicked');
    await destroyAll();
  });

  test('closing a window by its frame emits close and closed', async () => {
    const { id, page } = await open({});
    await app.evaluate(({ BrowserWindow }, id) => {
      const window = BrowserWindow.fromId(id);
      if (window) Object.assign(lab, { ends: lab.record(window, ['close', 'closed']) });
    }, id);
    // As the frame does: past the host.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.close');
    const ends = () =>
      app.evaluate(() => {
        const { ends } = lab as typeof lab & { ends: { name: string }[] };
        return ends.map(({ name }) => name);
      });
    await eventually(ends).toEqual(['close', 'closed']);
  });

  test.skipIf(windowManager === null)(
    'a hidden window is minimized until it is shown',
    async () => {
      const { id, page } = await open({ width: 320, height: 240, x: 90, y: 80, show: false });
      const window = { left: 90, top: 80, width: 320, height: 240 };
      await eventually(() => boundsOf(page)).toEqual({ ...window, windowState: 'minimized' });
      await app.evaluate(({ BrowserWindow }, id) => {
        BrowserWindow.fromId(id)?.setSize(350, 260);
        BrowserWindow.fromId(id)?.show();
      }, id);
      const shown = { width: 350, height: 260, windowState: 'normal' };
      await eventually(() => boundsOf(page)).toMatchObject(shown);
      await destroyAll();
    },
  );
});
