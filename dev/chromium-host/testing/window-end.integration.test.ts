import { expect, test } from 'vitest';
import { html, startLab } from './lab';

// How windows, pages and frames end, and what is left of them.
// Sources: shell/browser/api/electron_api_browser_window.cc, …/electron_api_web_frame_main.cc and
// shell/common/gin_helper/function_template.h of Electron

const { app, server } = await startLab({
  '/stay': html('<script>onbeforeunload = (event) => event.preventDefault()</script>'),
  '/frame-stays': html('<iframe src="/stay"></iframe>'),
  '/frame': html('<iframe src="/inner"></iframe>'),
  '/file': (_request, response) => {
    response.writeHead(200, { 'content-disposition': 'attachment; filename="a.txt"' });
    response.end('x');
  },
});

test.each(['/stay', '/frame-stays'])('close() asks %s, which nobody has touched', async (path) => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const log = lab.record(window.webContents, ['will-prevent-unload']);
    window.close();
    await lab.settled(log);
    const survived = !window.isDestroyed();
    window.destroy();
    return { asked: log.length, survived };
  }, `${server.origin}${path}`);
  expect(seen).toEqual({ asked: 1, survived: true });
});

test.each([
  [[], ['close', 'closed']],
  [['close'], ['close']],
])('window.close() of a page closes its window; prevented: %s', async (prevent, names) => {
  const seen = await app.evaluate(
    async ({ BrowserWindow }, { url, prevent }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const log = lab.record(window, ['close', 'closed'], prevent);
      window.webContents.executeJavaScript('window.close()').catch(() => undefined);
      await lab.settled(log);
      const seen = { names: log.map(({ name }) => name), gone: window.isDestroyed() };
      window.destroy();
      return seen;
    },
    { url: `${server.origin}/page`, prevent },
  );
  expect(seen).toEqual({ names, gone: names.includes('closed') });
});

test('what is destroyed refuses to answer', async () => {
  const messages = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const { webContents } = window;
    await window.loadURL(url);
    const { mainFrame } = webContents;
    const [inner] = mainFrame.frames;
    const attempt = async (use: () => unknown): Promise<string> => {
      try {
        return `no error: ${String(await use())}`;
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    await webContents.executeJavaScript("document.querySelector('iframe').remove()");
    await lab.until(() => inner?.isDestroyed());
    const frame = [await attempt(() => inner?.url), await attempt(() => inner?.parent)];
    window.destroy();
    await lab.until(() => webContents.isDestroyed());
    return {
      frame,
      mainFrame: await attempt(() => mainFrame.url),
      window: [
        await attempt(() => window.getTitle()),
        await attempt(() => window.webContents),
        await attempt(() => window.loadURL('about:blank')),
        await attempt(() => window.isDestroyed()),
      ],
      contents: [
        await attempt(() => webContents.getURL()),
        await attempt(() => webContents.session),
        await attempt(() => webContents.send('x')),
        await attempt(() => webContents.isDestroyed()),
        await attempt(() => typeof webContents.id),
        await attempt(() => webContents.listenerCount('x')),
      ],
    };
  }, `${server.origin}/frame`);
  const gone = 'TypeError: Object has been destroyed';
  const disposed = 'Error: Render frame was disposed before WebFrameMain could be accessed';
  expect(messages).toEqual({
    frame: [disposed, disposed],
    mainFrame: disposed,
    window: [gone, gone, gone, 'no error: true'],
    contents: [gone, gone, gone, 'no error: true', 'no error: number', 'no error: 0'],
  });
});

test('a download that is over refuses to answer', async () => {
  const message = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('download ends');
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const item = new Promise<Electron.DownloadItem>((resolve) =>
      partition.once('will-download', (event, item) => {
        event.preventDefault();
        resolve(item);
      }),
    );
    await lab.failure(window.loadURL(url));
    const over = await item;
    await lab.wait(0);
    window.destroy();
    try {
      return over.getURL();
    } catch (error) {
      return (error as Error).message;
    }
  }, `${server.origin}/file`);
  expect(message).toBe('DownloadItem used after being destroyed');
});

test('closing a parent closes its children, without asking them', async () => {
  const log = await app.evaluate(async ({ BrowserWindow }) => {
    const parent = new BrowserWindow({ show: false });
    const child = new BrowserWindow({ show: false, parent });
    const seen: string[] = [];
    for (const [name, window] of Object.entries({ parent, child }))
      for (const event of ['close', 'closed'])
        window.on(event as 'closed', () => seen.push(`${name} ${event}`));
    await Promise.all([parent.loadURL('about:blank'), child.loadURL('about:blank')]);
    parent.close();
    await lab.until(() => parent.isDestroyed());
    return [...seen, child.isDestroyed()];
  });
  expect(log).toEqual(['parent close', 'child closed', 'parent closed', true]);
});

test('getFocusedWebContents is that of the focused window', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, webContents }) => {
    const first = new BrowserWindow({ show: true });
    const second = new BrowserWindow({ show: false });
    const focused = [webContents.getFocusedWebContents() === first.webContents];
    second.show();
    focused.push(webContents.getFocusedWebContents() === second.webContents);
    second.destroy();
    focused.push(webContents.getFocusedWebContents() === null);
    first.destroy();
    return focused;
  });
  expect(seen).toEqual([true, true, true]);
});
