import type { Protocol } from 'devtools-protocol';
import { getBrowser } from '../runtime';
import type { HostFrame } from '../web-contents/frame';
import type { PageContents } from '../web-contents/page-contents';
import { originOf, schemes } from './schemes';
import type { HostSession } from './session';

/** Chromium's names for what Electron's permission handlers are asked about. */
const chromiumNames: Record<string, string[]> = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  midi: ['midi'],
  midiSysex: ['midi'],
  'display-capture': ['display-capture'],
  'idle-detection': ['idle-detection'],
  'persistent-storage': ['persistent-storage'],
  'window-management': ['window-management'],
  pointerLock: ['pointer-lock'],
  'local-fonts': ['local-fonts'],
};

/**
 * A page asks for a permission: the request handler of its session decides, and without one it is
 * granted, as in Electron. What was decided is set in Chromium before the page goes on.
 */
export async function askPermission(
  contents: PageContents,
  frame: HostFrame,
  permission: string,
): Promise<boolean> {
  const { url } = frame;
  const granted = await requestPermission(contents, frame, permission);
  await setPermission(contents.session, permission, granted, url);
  return granted;
}

/** What the request handler of the session says; without one everything is granted. */
export async function requestPermission(
  contents: PageContents,
  frame: HostFrame,
  permission: string,
  extra: object = {},
): Promise<boolean> {
  const handler = contents.session.permissionRequestHandler;
  if (!handler) return true;
  const details = { ...extra, requestingUrl: frame.url, isMainFrame: frame.parent === null };
  return new Promise((resolve) =>
    handler(contents, permission, (granted) => resolve(granted === true), details),
  );
}

/** What the check handler says for a page that is about to load; without one everything is allowed. */
export function applyChecks(session: HostSession, contents: PageContents, url: string): void {
  const handler = session.permissionCheckHandler;
  if (!handler) return;
  const origin = originOf(url);
  for (const permission of Object.keys(chromiumNames)) {
    const allowed = handler(contents, permission, origin, {
      requestingUrl: url,
      isMainFrame: true,
    });
    void setPermission(session, permission, allowed === true, url);
  }
}

async function setPermission(
  session: HostSession,
  permission: string,
  granted: boolean,
  url: string,
): Promise<void> {
  const origin = originOf(schemes.toChromium(url));
  if (origin === 'null') return;
  const context = await session.context();
  const { browser } = getBrowser().chromium.connection;
  const setting: Protocol.Browser.PermissionSetting = granted ? 'granted' : 'denied';
  // A name that this Chromium does not know stays at what it asks by itself: no.
  await Promise.allSettled(
    (chromiumNames[permission] ?? []).map((name) =>
      browser.send('Browser.setPermission', { permission: { name }, setting, origin, ...context }),
    ),
  );
}
