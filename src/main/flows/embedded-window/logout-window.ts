import type { BrowserWindow, LoadURLOptions } from 'electron';
import type { Log } from '../../util/log';
import { hostOf } from '../../util/urls';
import { emptyAnswer } from './load-failure';
import { guardNavigation } from './navigation-guard';
import { policyFor } from './navigation-policy';

/** A person waits for this, and the cookies are wiped whatever the outcome. In ms. */
const limitMs = 10_000;

/** An address that every server takes, in characters: an ID token has 1,000 to 2,000. */
const longestUrl = 4_000;

/** A page that is still there after so long goes nowhere by itself, in ms. */
const pageStaysMs = 2_000;

export interface SignOutOptions {
  readonly url: string;
  /** What is posted there; `null`: the page is opened as a link would. */
  readonly fields: Readonly<Record<string, string>> | null;
  readonly returnUri: string;
  readonly signal: AbortSignal;
}

/**
 * Loads the provider's logout URL in a hidden window that has the provider's cookie, until the
 * provider sends it back to `returnUri`. Never fails: how it ended is in the log. A provider that takes no
 * POST, which OpenID Connect RP-Initiated Logout §2 demands, gets the same as a GET.
 *
 * A page gets a moment to go on by itself: some tell other apps of the sign-out first (OpenID Connect
 * Front-Channel Logout §3), or submit a form. One that stays (an error, the provider's own "signed out",
 * or its question whether to sign out, OpenID Connect RP-Initiated Logout §2) is closed unanswered. The
 * person has said so once, and the cookies that the session needs are wiped with this window.
 */
export function runSignOut(
  window: BrowserWindow,
  { url, fields, returnUri, signal }: SignOutOptions,
  allowedOrigins: readonly string[],
  log: Log,
): Promise<void> {
  const { webContents } = window;
  return new Promise<void>((resolve) => {
    let settled = false;
    let stopIntercepting = () => {};
    const settle = (outcome: string) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      clearTimeout(staying);
      signal.removeEventListener('abort', onAbort);
      stopIntercepting();
      if (!window.isDestroyed()) window.destroy();
      log.info('sign-out.provider', { reason: outcome });
      resolve();
    };
    const timer = setTimeout(() => settle('timeout'), limitMs);
    let staying: NodeJS.Timeout | undefined;
    const onAbort = () => settle('aborted');
    signal.addEventListener('abort', onAbort);
    window.on('closed', () => settle('closed'));

    stopIntercepting = guardNavigation(webContents, policyFor(url, returnUri, allowedOrigins), {
      onCallback: () => settle('returned'),
      onBlocked(blocked, by) {
        log.warn('sign-out.navigation-blocked', { host: hostOf(blocked), reason: by });
        if (by === 'redirect' || by === 'unannounced') settle('blocked');
      },
    });
    let link = fields === null ? null : asLink(url, fields);
    const onRefused = () => {
      if (link === null) {
        settle('refused');
        return;
      }
      log.info('sign-out.post-refused', { host: hostOf(url) });
      window.loadURL(link).catch(() => undefined);
      link = null;
    };
    webContents.on('did-navigate', (_event, _url, status) => {
      clearTimeout(staying);
      if (settled) return;
      if (status >= 400) onRefused();
      else staying = setTimeout(() => settle('page'), pageStaysMs);
    });
    webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
      if (settled || !isMainFrame || code === -3) return;
      if (code === emptyAnswer) onRefused();
      else settle('unreachable');
    });
    window.loadURL(url, fields === null ? {} : postOf(fields)).catch(() => undefined);
  });
}

/** `null` when it is too long. */
function asLink(url: string, fields: Readonly<Record<string, string>>): string | null {
  const link = new URL(url);
  for (const [name, value] of Object.entries(fields)) link.searchParams.set(name, value);
  return link.href.length > longestUrl ? null : link.href;
}

function postOf(fields: Readonly<Record<string, string>>): LoadURLOptions {
  const bytes = Buffer.from(new URLSearchParams(fields).toString());
  return {
    postData: [{ type: 'rawData', bytes }],
    extraHeaders: 'Content-Type: application/x-www-form-urlencoded',
  };
}
