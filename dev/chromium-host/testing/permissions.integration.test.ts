import { expect, test } from 'vitest';
import { html, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/session#sessetpermissionrequesthandlerhandler and
// shell/browser/electron_permission_manager.cc of Electron

const { app, server } = await startLab({
  '/permissions': html('<iframe src="/inner" allow="geolocation"></iframe>'),
});

test('permissions are refused by the request handler', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('refusing');
    const asked: string[] = [];
    partition.setPermissionRequestHandler((_contents, permission, callback) => {
      asked.push(permission);
      callback(false);
    });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(url);
    const answers: unknown = await window.webContents.executeJavaScript(`Promise.all([
      new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), (e) => resolve(e.code))),
      Notification.requestPermission(),
    ])`);
    window.destroy();
    return { asked, answers };
  }, `${server.origin}/permissions`);
  expect(seen).toEqual({ asked: ['geolocation', 'notifications'], answers: [1, 'denied'] });
});

test('permissions are granted where there is no handler', async () => {
  const answer = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { partition: 'granting' },
    });
    await window.loadURL(url);
    const state: unknown = await window.webContents.executeJavaScript(
      'Notification.requestPermission()',
    );
    window.destroy();
    return state;
  }, `${server.origin}/permissions`);
  expect(answer).toBe('granted');
});

/** States that `navigator.permissions` shows, and what the check handler was asked for them. */
function query(partition: string, script: string, answers: Record<string, boolean> | null) {
  return app.evaluate(
    async ({ BrowserWindow, session }, { url, partition, script, answers }) => {
      const checked: unknown[][] = [];
      if (answers !== null) {
        session
          .fromPartition(partition)
          .setPermissionCheckHandler((contents, permission, origin, details) => {
            checked.push([contents?.id === window.webContents.id, permission, origin, details]);
            return answers[permission] ?? false;
          });
      }
      const window = new BrowserWindow({ show: false, webPreferences: { partition } });
      await window.loadURL(url);
      const before = checked.length;
      const states: unknown = await window.webContents.executeJavaScript(
        `const state = async (page, name) => (await page.navigator.permissions.query({ name })).state; ${script}`,
      );
      window.destroy();
      return { states, before, checked };
    },
    { url: `${server.origin}/permissions`, partition, script, answers },
  );
}

test('the check handler is asked when the page asks, with the details of its frame', async () => {
  const { states, before, checked } = await query(
    'checking',
    `(async () => [
       await state(window, 'geolocation'),
       await state(window, 'camera'),
       await state(frames[0], 'geolocation'),
     ])()`,
    { geolocation: true },
  );
  expect([before, states]).toEqual([0, ['granted', 'denied', 'granted']]);
  const origin = `${server.origin}/`;
  const main = {
    requestingUrl: `${origin}permissions`,
    isMainFrame: true,
    embeddingOrigin: origin,
  };
  expect(checked).toEqual([
    [true, 'geolocation', origin, main],
    [true, 'media', origin, { ...main, mediaType: 'video' }],
    [true, 'geolocation', origin, { ...main, requestingUrl: `${origin}inner`, isMainFrame: false }],
  ]);
});

test.each([
  [true, 'granted'],
  [false, 'denied'],
])('Notification.permission asks the check handler: %s', async (allowed, state) => {
  const { states, before, checked } = await query(
    `notifications ${allowed}`,
    '[Notification.permission, Notification.permission, typeof Notification]',
    { notifications: allowed },
  );
  expect([before, states]).toEqual([0, [state, state, 'function']]);
  const frame = { requestingUrl: `${server.origin}/permissions`, isMainFrame: true };
  const origin = `${server.origin}/`;
  const check = [true, 'notifications', origin, { ...frame, embeddingOrigin: origin }];
  expect(checked).toEqual([check, check]);
});

test('a check handler that throws, or returns nothing, denies', async () => {
  const states = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const states: unknown[] = [];
    const handlers = [
      () => {
        throw new Error('check handler');
      },
      () => undefined as unknown as boolean,
    ];
    for (const [i, handler] of handlers.entries()) {
      const partition = session.fromPartition(`broken ${i}`);
      partition.setPermissionCheckHandler(handler);
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      await window.loadURL(url);
      const state = await window.webContents.executeJavaScript(
        "navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => [state, Notification.permission])",
      );
      states.push(state);
      window.destroy();
    }
    return states;
  }, `${server.origin}/permissions`);
  expect(states).toEqual([
    ['denied', 'denied'],
    ['denied', 'denied'],
  ]);
});

test('a debugger statement of a page stops nothing', async () => {
  const { states } = await query('debugging', '(() => { debugger; return 1; })()', null);
  expect(states).toBe(1);
});

test('without a check handler everything shows as granted', async () => {
  const { states } = await query(
    'not checking',
    "Promise.all([state(window, 'geolocation'), state(window, 'microphone'), Notification.permission])",
    null,
  );
  expect(states).toEqual(['granted', 'granted', 'granted']);
});

test('a request for camera and microphone says which', async () => {
  const details = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('media');
    const asked: unknown[] = [];
    partition.setPermissionRequestHandler((_contents, permission, callback, details) => {
      asked.push([permission, details]);
      callback(false);
    });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(url);
    await window.webContents.executeJavaScript(
      'navigator.mediaDevices.getUserMedia({ video: true }).catch(() => 1)',
    );
    window.destroy();
    return asked;
  }, `${server.origin}/permissions`);
  const securityOrigin = `${server.origin}/`;
  const frame = { requestingUrl: `${server.origin}/permissions`, isMainFrame: true };
  expect(details).toEqual([['media', { ...frame, mediaTypes: ['video'], securityOrigin }]]);
});
