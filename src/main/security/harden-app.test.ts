import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { uiOrigin } from '../../shared/identity';
import { menuTemplate } from '../window/menu';
import { hardenApp, refuseKeyLog } from './harden-app';
import { refusePermissions } from './page-restrictions';

class FakeApp extends EventEmitter {
  sandboxed = false;
  enableSandbox(): void {
    this.sandboxed = true;
  }
  asApp(): App {
    return this as unknown as App;
  }
}

const preventable = () => {
  const event = {
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
  };
  return event;
};

describe('rules for the whole app', () => {
  it('turns the sandbox on (SEC-40)', () => {
    const app = new FakeApp();
    hardenApp(app.asApp());
    expect(app.sandboxed).toBe(true);
  });

  it('refuses webviews and new windows in whatever is created (SEC-29, SEC-30)', () => {
    const app = new FakeApp();
    hardenApp(app.asApp());
    let openWindow = (_: { url: string }): { action: string } => ({ action: 'none' });
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openWindow) => {
        openWindow = handler;
      },
    });
    app.emit('web-contents-created', {}, contents);
    const event = preventable();
    contents.emit('will-attach-webview', event);
    expect(event.prevented).toBe(true);
    for (const url of [
      'about:blank',
      'about:srcdoc',
      `${uiOrigin}/index.html`,
      'https://a.example/',
    ]) {
      expect(openWindow({ url })).toEqual({ action: 'deny' });
    }
  });

  it('answers HTTP passwords and client certificates with nothing (SEC-34)', () => {
    const app = new FakeApp();
    hardenApp(app.asApp());
    for (const args of [
      ['login', {}, {}],
      ['select-client-certificate', 'https://a.example', []],
    ] as const) {
      const [name, ...rest] = args;
      const event = preventable();
      const given: unknown[][] = [];
      app.emit(name, event, {}, ...rest, (...answer: unknown[]) => void given.push(answer));
      expect([event.prevented, given]).toEqual([true, [[]]]);
    }
  });

  it('never listens for certificate errors, so Chromium’s refusal stands (SEC-32)', () => {
    const app = new FakeApp();
    hardenApp(app.asApp());
    expect(app.listenerCount('certificate-error')).toBe(0);
  });
});

it('takes the file for TLS keys out of the environment, and nothing else (SEC-49)', () => {
  const env: NodeJS.ProcessEnv = { SSLKEYLOGFILE: '/tmp/keys', LANG: 'de' };
  refuseKeyLog(env);
  expect(env).toEqual({ LANG: 'de' });
});

it('refuses every permission and download of a session (SEC-31, SEC-46)', () => {
  const answers: unknown[] = [];
  // Electron: `session.setPermissionRequestHandler` and `session.setPermissionCheckHandler`.
  const permissions = [
    ...['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fullscreen'],
    ...['geolocation', 'hid', 'idle-detection', 'keyboardLock', 'media', 'mediaKeySystem', 'midi'],
    ...['midiSysex', 'notifications', 'openExternal', 'pointerLock', 'serial', 'storage-access'],
    ...['top-level-storage-access', 'usb', 'window-management', 'unknown', 'fileSystem'],
  ];
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (
      handler: (contents: null, permission: string, callback: (granted: boolean) => void) => void,
    ) => {
      for (const each of permissions) handler(null, each, (granted) => void answers.push(granted));
    },
    setPermissionCheckHandler: (handler: (contents: null, permission: string) => boolean) => {
      for (const each of permissions) answers.push(handler(null, each));
    },
    setDevicePermissionHandler: (handler: () => boolean) => void answers.push(handler()),
    setDisplayMediaRequestHandler: (handler: unknown) => void answers.push(handler),
  });
  refusePermissions(session as unknown as Parameters<typeof refusePermissions>[0]);
  const refused = Array(2 * permissions.length + 1).fill(false);
  expect(answers).toEqual([...refused, null]);
  const download = preventable();
  session.emit('will-download', download);
  expect(download.prevented).toBe(true);
});

it('offers reload and DevTools in the menu in development only', () => {
  const packaged = JSON.stringify(menuTemplate('linux', false, null));
  expect(packaged).not.toMatch(/reload|devtools/i);
  expect(JSON.stringify(menuTemplate('linux', true, null))).toMatch(/toggleDevTools/);
  expect(packaged).toContain('editMenu');
});
