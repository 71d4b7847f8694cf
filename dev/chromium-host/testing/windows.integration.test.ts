import { expect, test } from 'vitest';
import { html, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/browser-window and …/api/web-contents

const { app, server } = await startLab({
  '/title': html('<title>From the page</title>'),
  '/open': html('<a href="/opened" target="_blank">x</a>'),
  '/file': (_request, response) => {
    response.writeHead(200, { 'content-disposition': 'attachment; filename="a.txt"' });
    response.end('x');
  },
  '/stay': html('<script>onbeforeunload = (event) => event.preventDefault()</script>'),
  '/secret': (_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' });
    response.end('No.');
  },
});

test('page-title-updated names the window after the page', async () => {
  const titles = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, title: 'Mine' });
    const before = window.getTitle();
    const updated = lab.once(window, 'page-title-updated');
    await window.loadURL(url);
    const [, title] = await updated;
    const after = [window.getTitle(), window.webContents.getTitle()];
    window.destroy();
    return [before, title, ...after];
  }, `${server.origin}/title`);
  expect(titles).toEqual(['Mine', 'From the page', 'From the page', 'From the page']);
});

test('preventing page-title-updated keeps the window title', async () => {
  const titles = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, title: 'Mine' });
    const log = lab.record(window, ['page-title-updated'], ['page-title-updated']);
    await window.loadURL(url);
    await window.webContents.executeJavaScript("document.title = 'Again'");
    await lab.until(() => log.length === 2);
    const title = window.getTitle();
    window.destroy();
    return { title, updates: log.map(({ args }) => args[0]) };
  }, `${server.origin}/title`);
  expect(titles).toEqual({ title: 'Mine', updates: ['From the page', 'Again'] });
});

test('window.open is denied: the page gets null, nothing opens, nothing is requested', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, webContents }, origin) => {
    const window = new BrowserWindow({ show: false });
    const asked: string[] = [];
    window.webContents.setWindowOpenHandler(({ url }) => {
      asked.push(url);
      return { action: 'deny' };
    });
    await window.loadURL(`${origin}/open`);
    const opened: unknown = await window.webContents.executeJavaScript(
      "String(window.open('/from-script'))",
      true,
    );
    await window.webContents.executeJavaScript("document.querySelector('a').click()", true);
    await lab.until(() => asked.length === 2);
    await lab.wait(300);
    const count = webContents.getAllWebContents().length;
    window.destroy();
    return { asked, opened, count };
  }, server.origin);
  expect(seen).toEqual({
    asked: [`${server.origin}/from-script`, `${server.origin}/opened`],
    opened: 'null',
    count: 1,
  });
  expect(server.requests).not.toContain('GET /from-script');
  expect(server.requests).not.toContain('GET /opened');
  expect(app.windows().filter((page) => page.url().includes('opened'))).toEqual([]);
});

test('close can be prevented, and destroy cannot', async () => {
  const log = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const seen = lab.record(window, ['close', 'closed'], ['close']);
    window.close();
    await lab.wait(200);
    const survived = !window.isDestroyed();
    window.destroy();
    return { survived, names: seen.map(({ name }) => name), destroyed: window.isDestroyed() };
  }, `${server.origin}/title`);
  expect(log).toEqual({ survived: true, names: ['close', 'closed'], destroyed: true });
});

test('a closed window is forgotten and its web contents destroyed', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const { webContents, id } = window;
    await window.loadURL(url);
    const closed = lab.once(window, 'closed');
    window.close();
    await closed;
    return {
      byId: BrowserWindow.fromId(id),
      listed: BrowserWindow.getAllWindows().length,
      contents: webContents.isDestroyed(),
    };
  }, `${server.origin}/title`);
  expect(seen).toEqual({ byId: null, listed: 0, contents: true });
});

test('will-download announces a download, and nothing is saved', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('downloads');
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const began = new Promise<string[]>((resolve) => {
      partition.once('will-download', (event, item, contents) => {
        event.preventDefault();
        resolve([item.getURL(), item.getFilename(), String(contents === window.webContents)]);
      });
    });
    const failure = await lab.failure(window.loadURL(url));
    const download = await began;
    window.destroy();
    return { download, code: failure?.code };
  }, `${server.origin}/file`);
  expect(seen).toEqual({
    download: [`${server.origin}/file`, 'a.txt', 'true'],
    code: 'ERR_FAILED',
  });
});

test('will-prevent-unload lets the app ignore a page that wants to stay', async () => {
  const stayed = await app.evaluate(async ({ BrowserWindow }, url) => {
    const attempt = async (prevent: boolean): Promise<boolean> => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      await window.webContents.executeJavaScript('1', true);
      let asked = false;
      window.webContents.on('will-prevent-unload', (event) => {
        asked = true;
        if (prevent) event.preventDefault();
      });
      window.close();
      await lab.until(() => asked && (window.isDestroyed() || !prevent));
      await lab.wait(200);
      const alive = !window.isDestroyed();
      window.destroy();
      return alive;
    };
    return [await attempt(false), await attempt(true)];
  }, `${server.origin}/stay`);
  expect(stayed).toEqual([true, false]);
});

test('login asks for a password; prevented and unanswered, the page shows the 401', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'login' } });
    const realms: string[] = [];
    window.webContents.on('login', (event, _details, info, callback) => {
      event.preventDefault();
      realms.push(info.realm);
      callback();
    });
    const navigated = lab.once(window.webContents, 'did-navigate');
    await lab.failure(window.loadURL(url));
    const [, , status] = await navigated;
    window.destroy();
    return { realms, status };
  }, `${server.origin}/secret`);
  expect(seen).toEqual({ realms: ['here'], status: 401 });
});

test('a login that nobody answers ends in the page of the refusal', async () => {
  const text = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const text: unknown = await window.webContents.executeJavaScript('document.body.innerText');
    window.destroy();
    return text;
  }, `${server.origin}/secret`);
  expect(text).toBe('No.');
});

test('capturePage gives a picture of the page in the size of the window', async () => {
  const picture = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, width: 320, height: 240 });
    await window.loadURL(url);
    const image = await window.webContents.capturePage();
    window.destroy();
    return {
      empty: image.isEmpty(),
      ...image.getSize(),
      magic: image.toPNG().subarray(1, 4).toString(),
    };
  }, `${server.origin}/title`);
  expect(picture).toEqual({ empty: false, width: 320, height: 240, magic: 'PNG' });
});

test('ready-to-show comes once, show and hide are reported', async () => {
  const log = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const seen = lab.record(window, ['ready-to-show', 'show', 'hide', 'focus', 'blur']);
    const before = window.isVisible();
    await window.loadURL(url);
    await window.loadURL(url);
    window.show();
    const shown = [window.isVisible(), window.isFocused()];
    window.hide();
    const after = window.isVisible();
    window.destroy();
    return { names: seen.map(({ name }) => name), before, shown, after };
  }, `${server.origin}/title`);
  expect(log).toEqual({
    names: ['ready-to-show', 'show', 'focus', 'blur', 'hide'],
    before: false,
    shown: [true, true],
    after: false,
  });
});

test('what the host lacks is named', async () => {
  const messages = await app.evaluate(({ BrowserWindow, app: electronApp }) => {
    const message = (use: () => unknown): string => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const window = new BrowserWindow({ show: false });
    const seen = [
      message(() => window.setOpacity(0.5)),
      message(() => electronApp.getGPUInfo('basic')),
      message(() => window.webContents.print()),
    ];
    window.destroy();
    return seen;
  });
  expect(messages).toEqual([
    'BrowserWindow.setOpacity is not implemented in the Chromium host',
    'app.getGPUInfo is not implemented in the Chromium host',
    'webContents.print is not implemented in the Chromium host',
  ]);
});
