import type { Protocol } from 'devtools-protocol';
import { getBrowser } from '../runtime';
import type { HostFrame } from '../web-contents/frame';
import type { PageContents } from '../web-contents/page-contents';
import { electronNames, webNames } from './permission-names';
import { originOf, schemes } from './schemes';
import type { BrowserContext, HostSession } from './session';

/**
 * A page asks for a permission: the request handler of its session decides, and without one it is
 * granted, as in Electron. What was decided is set in Chromium before the page goes on.
 */
export async function askPermission(
  contents: PageContents,
  frame: HostFrame,
  permission: string,
  mediaTypes: readonly string[],
): Promise<boolean> {
  const { url } = frame;
  const media = { mediaTypes, securityOrigin: originUrl(url) };
  const details = permission === 'media' ? media : {};
  const granted = await requestPermission(contents, frame, permission, details);
  await setPermission(contents.session, webNames(permission), granted, url);
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
    handler(contents, permission, (granted) => resolve(Boolean(granted)), details),
  );
}

/**
 * A page wants to know a permission, under its web name: the check handler decides, and without one it is granted.
 * Source: ElectronPermissionManager::GetPermissionResultForCurrentDocument of Electron
 */
export async function checkPermission(
  contents: PageContents,
  frame: HostFrame,
  { name, sysex }: { name: string; sysex: boolean },
): Promise<void> {
  const permission = name === 'midi' && sysex ? 'midiSysex' : electronNames[name];
  if (permission === undefined) return;
  const handler = contents.session.permissionCheckHandler;
  const mediaTypes: Record<string, string> = { camera: 'video', microphone: 'audio' };
  const mediaType = mediaTypes[name];
  const details = {
    embeddingOrigin: originUrl(frame.top.url),
    requestingUrl: frame.url,
    isMainFrame: frame.parent === null,
    ...(mediaType === undefined ? {} : { mediaType }),
  };
  const { session } = contents;
  let granted = !handler;
  try {
    if (handler) granted = Boolean(handler(contents, permission, originUrl(frame.url), details));
  } catch (error) {
    console.error(error); // and the page is refused
  }
  await setPermission(session, [name], granted, frame.url);
}

/** Grants everything to every page, as a session without a check handler does. */
export async function grantEverything(context: BrowserContext): Promise<void> {
  const { browser } = getBrowser().chromium.connection;
  await Promise.allSettled(
    Object.keys(electronNames).map((name) =>
      browser.send('Browser.setPermission', {
        permission: { name },
        setting: 'granted',
        ...context,
      }),
    ),
  );
}

async function setPermission(
  session: HostSession,
  names: readonly string[],
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
    names.map((name) =>
      browser.send('Browser.setPermission', { permission: { name }, setting, origin, ...context }),
    ),
  );
}

/** The origin as a URL, which ends in a slash; empty for an opaque origin. */
function originUrl(url: string): string {
  const origin = originOf(url);
  return origin === 'null' ? '' : `${origin.replace(/\/$/, '')}/`;
}
