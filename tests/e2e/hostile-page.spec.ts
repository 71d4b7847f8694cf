import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningApp } from './support/app';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { foreignSite } from './support/foreign-site';

test('the hosted UI cannot leave its origin or open a window (SEC-28, SEC-29)', {
  tag: '@electron-facts',
}, async ({ pool, launch }) => {
  const foreign = await foreignSite();
  const app = await launch();
  const page = await openLoginPage(app);
  await page.evaluate((url) => {
    window.open(`${url}/popup`);
    location.href = `${url}/navigated`;
  }, foreign.origin);
  await page.waitForTimeout(500);
  expect(foreign.seen).toEqual([]);
  expect(app.electron.windows()).toHaveLength(2);
  expect(new URL(page.url()).origin).toBe(new URL(pool.domain).origin);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  foreign.close();
});

test('the hosted UI finds nothing of the app, of Node or of Electron (SEC-27)', async ({
  launch,
}) => {
  const page = await openLoginPage(await launch());
  const found = await page.evaluate(() =>
    ['cognitoDesktop', 'require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('two sign-ins share no cookie (SEC-26)', async ({ pool, launch }) => {
  const app = await launch();
  let page = await openLoginPage(app);
  await page.evaluate(() => cookieStore.set('left', 'behind'));
  await app.window.getByRole('button', { name: 'Cancel' }).click();
  await expectState(app, 'signed-out');
  page = await openLoginPage(app);
  expect(await page.evaluate(() => cookieStore.get('left'))).toBeNull();
  expect(pool.sessions()).toBe(0);
});

/** Presses Cancel, and fails when the window is still there after two seconds. */
async function cancelInTime(app: RunningApp, page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await app.window.getByRole('button', { name: 'Cancel' }).click();
  const pressedAt = performance.now();
  await closed;
  expect(performance.now() - pressedAt).toBeLessThan(2_000);
  await expectState(app, 'signed-out');
  expect(app.electron.windows()).toHaveLength(1);
}

/** How many pages there are, in windows, webviews or anywhere else. */
function pages(app: RunningApp): Promise<number> {
  return app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

test.describe('a login page that is hostile', { tag: '@fault' }, () => {
  test('gets no window by script, link, form or popunder (SEC-29)', {
    tag: '@electron-facts',
  }, async ({ launch }) => {
    const foreign = await foreignSite();
    const app = await launch();
    const page = await openLoginPage(app);
    const opened = await page.evaluate((origin) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const link = document.createElement('a');
      link.target = '_blank';
      link.href = `${origin}/link`;
      const form = document.createElement('form');
      form.target = 'new';
      form.action = `${origin}/form`;
      document.body.append(link, form);
      const results = [
        window.open(`${origin}/blank`),
        window.open('about:blank', 'named', 'popup'),
        frame.contentWindow?.open(`${origin}/from-frame`) ?? null,
      ];
      link.click();
      form.submit();
      return results.filter((result) => result !== null).length;
    }, foreign.origin);
    expect(opened).toBe(0);
    // With a real click, which lets pages do more, and hidden behind the page at once.
    await page.evaluate((origin) => {
      const open = () => {
        const popunder = window.open(`${origin}/popunder`, '_blank', 'popup,left=9999,top=9999');
        popunder?.blur();
        focus();
        document.body.dataset.popunder = popunder === null ? 'refused' : 'opened';
      };
      addEventListener('click', open, { once: true, capture: true });
    }, foreign.origin);
    await page.mouse.click(2, 2);
    await expect.poll(() => page.evaluate(() => document.body.dataset.popunder)).toBe('refused');
    await page.waitForTimeout(500);
    expect(foreign.seen).toEqual([]);
    expect(await pages(app)).toBe(2);
    await cancelInTime(app, page);
    foreign.close();
  });

  test('cannot print (SEC-34)', async ({ launch }) => {
    const app = await launch();
    const page = await openLoginPage(app);
    // The event comes just before the system's dialog does.
    const isPrinting = await page.evaluate(() => {
      let printing = false;
      addEventListener('beforeprint', () => {
        printing = true;
      });
      print();
      return printing;
    });
    expect(isPrinting).toBe(false);
    await cancelInTime(app, page);
  });

  test('downloads nothing, by a link or an attachment (SEC-31)', {
    tag: '@electron-facts',
  }, async ({ pool, profile, launch }) => {
    const app = await launch();
    // Electron's own default is to save; what reaches this event must have been prevented before.
    await app.electron.evaluate(({ app: electronApp }) => {
      const saved: string[] = [];
      Object.assign(globalThis, { saved });
      electronApp.on('session-created', (session) => {
        setImmediate(() =>
          session.on('will-download', (event, item) => {
            if (!event.defaultPrevented) saved.push(item.getFilename());
          }),
        );
      });
    });
    const page = await openLoginPage(app);
    const attachment = `${pool.domain}/attachment`;
    await page.route(attachment, (route) =>
      route.fulfill({
        body: 'x',
        headers: { 'content-disposition': 'attachment; filename="evil-attachment.exe"' },
      }),
    );
    await page.evaluate((url) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.download = 'evil-link.exe';
      link.href = URL.createObjectURL(new Blob(['x']));
      link.click();
      location.href = url;
    }, attachment);
    await page.waitForTimeout(500);
    const saved = await app.electron.evaluate(
      () => (globalThis as unknown as { saved: string[] }).saved,
    );
    expect(saved).toEqual([]);
    for (const folder of [profile, path.join(os.homedir(), 'Downloads'), os.tmpdir()]) {
      const files = await readdir(folder).catch(() => []);
      expect(files.filter((name) => name.startsWith('evil-'))).toEqual([]);
    }
    await cancelInTime(app, page);
  });

  test('is told nothing about the place, and may send no notification (SEC-31, SEC-46)', async ({
    launch,
  }) => {
    const app = await launch();
    const page = await openLoginPage(app);
    const outcome = await page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
          ),
        ),
    );
    expect(outcome).toBe('denied');
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    await cancelInTime(app, page);
  });

  test('has no webview: the element is an unknown one, and no guest comes of it (SEC-30)', async ({
    launch,
  }) => {
    const foreign = await foreignSite();
    const app = await launch();
    const page = await openLoginPage(app);
    const found = await page.evaluate((origin) => {
      const view = document.createElement('webview');
      view.setAttribute('src', `${origin}/guest`);
      view.setAttribute('allowpopups', '');
      document.body.append(view);
      return 'executeJavaScript' in view || 'getWebContentsId' in view;
    }, foreign.origin);
    expect(found).toBe(false);
    await page.waitForTimeout(500);
    expect(foreign.seen).toEqual([]);
    expect(await pages(app)).toBe(2);
    await cancelInTime(app, page);
    foreign.close();
  });

  test('stops nobody with a loop of alert, confirm or prompt: the sign-in continues (SEC-34)', {
    tag: '@electron-facts',
  }, async ({ pool, launch }) => {
    const app = await launch();
    const page = await openLoginPage(app);
    page.on('dialog', () => undefined); // nobody answers one
    for (const dialog of ['alert', 'confirm', 'prompt'] as const) {
      const isFree = page.evaluate((name) => {
        for (let times = 0; times < 1_000; times++) window[name]('Your computer has a virus');
        return true;
      }, dialog);
      const limit = new Promise((resolve) => setTimeout(() => resolve(false), 5_000));
      expect(await Promise.race([isFree, limit]), dialog).toBe(true);
    }
    await submitPassword(page, pool.user);
    await expectState(app, 'signed-in');
  });

  test('never stops running, and Cancel closes it all the same (SEC-34)', async ({ launch }) => {
    const app = await launch();
    const page = await openLoginPage(app);
    await page.evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    await app.window.waitForTimeout(200);
    await cancelInTime(app, page);
  });

  test('cannot hold its window open with beforeunload (SEC-34)', {
    tag: '@electron-facts',
  }, async ({ launch }) => {
    const app = await launch();
    const trap = async () => {
      const page = await openLoginPage(app);
      page.on('dialog', () => undefined);
      await page.evaluate(() => {
        addEventListener('beforeunload', (event) => event.preventDefault());
      });
      await page.locator('input[name="username"]').click(); // without a gesture, no page is asked
      return page;
    };
    await cancelInTime(app, await trap());
    const page = await trap();
    const window = await app.electron.browserWindow(page);
    const closed = page.waitForEvent('close', { timeout: 2_000 });
    await window.evaluate((shown) => shown.close());
    await closed;
    await expectState(app, 'signed-out');
  });
});
