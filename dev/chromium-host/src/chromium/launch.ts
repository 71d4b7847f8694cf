import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import {
  createTemporaryFolder,
  removeOrphans,
  removeTemporaryFolder,
} from '../shared/temporary-folder';
import { AppWindows } from './app-windows';
import { CdpConnection } from './connection';
import { needlessFeatures, withoutFeatures } from './features';
import { findChromium } from './find';

export interface Chromium {
  readonly connection: CdpConnection;
  readonly headless: boolean;
  /** Undefined without a display, and in a browser that can't open such windows. */
  readonly appWindows: AppWindows | undefined;
  /** Closes Chromium and removes its profile. Resolves when the process has ended. */
  close(): Promise<void>;
}

export interface ChromiumOptions {
  readonly headless: boolean;
  /** Further switches, each `--name` or `--name=value`. */
  readonly switches: readonly string[];
  /** Called with the line that Chromium prints for `--remote-debugging-port`. */
  onDevToolsLine(line: string): void;
  /** Chromium ended without being asked to. */
  onExit(code: number | null): void;
}

/**
 * Switches that keep Chromium quiet (no first-run pages, no requests of its own) and let the host see
 * everything: without site isolation a page and its frames are one DevTools target, so that no request
 * of a cross-origin frame can slip past.
 */
const fixedSwitches = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-quic',
  '--disable-site-isolation-trials',
  '--disable-back-forward-cache',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
  '--use-mock-keychain',
  '--metrics-recording-only',
];

/** First part of the names of the host's temporary folders. */
export const hostFolders = 'chromium-host-';

/** Starts Chromium. @throws ChromiumNotFoundError */
export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const executable = findChromium();
  const profile = createTemporaryFolder(hostFolders);
  await writePreferences(profile);
  const args = [
    ...fixedSwitches,
    withoutFeatures([...needlessFeatures, 'IsolateOrigins', 'site-per-process']),
    ...(options.headless
      ? ['--headless', '--disable-gpu', '--disable-extensions']
      : ['--enable-unsafe-extension-debugging']),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...options.switches,
    `--user-data-dir=${profile}`,
  ];
  // Its own process group: Ctrl-C in a terminal reaches the host alone, which then quits in order.
  const child = spawn(executable, args, {
    detached: process.platform !== 'win32',
    // Its temporary files go with the profile. (Elsewhere the path would be too long for its socket.)
    env: process.platform === 'linux' ? { ...process.env, TMPDIR: profile } : process.env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  let closing = false;
  const errors = watchErrors(child, options.onDevToolsLine);
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  void exited.then((code) => {
    removeTemporaryFolder(profile);
    if (!closing) options.onExit(code);
  });
  process.once('exit', () => {
    killGroup(child);
    removeTemporaryFolder(profile);
  });

  const close = async (): Promise<void> => {
    closing = true;
    // Nothing of the profile is kept, so there is nothing to wait for. Windows can't end a group.
    if (process.platform !== 'win32') killGroup(child);
    else connection.browser.post('Browser.close');
    const timer = setTimeout(() => killGroup(child), 2000);
    await exited;
    clearTimeout(timer);
  };

  try {
    await connection.browser.send('Browser.getVersion');
  } catch {
    closing = true;
    killGroup(child);
    throw new Error(`${executable} did not start:\n${errors().join('\n')}`);
  }
  // Not before: the Chromium of a host that was killed just now may still be writing.
  removeOrphans(hostFolders);
  const appWindows = options.headless
    ? undefined
    : await AppWindows.load(connection, profile).catch(() => undefined);
  return { connection, headless: options.headless, appWindows, close };
}

/**
 * WebRTC uses no UDP past a proxy, as with `setWebRTCIPHandlingPolicy('disable_non_proxied_udp')`, and no page is fetched before somebody goes there: DevTools could not pause that, while Electron has `webRequest` decide
 * about it too (content/browser/preloading/prefetch/prefetch_network_context.cc calls `WillCreateURLLoaderFactory`).
 */
async function writePreferences(profile: string): Promise<void> {
  const never = {
    net: { network_prediction_options: 2 },
    webrtc: { ip_handling_policy: 'disable_non_proxied_udp' },
  };
  await mkdir(path.join(profile, 'Default'));
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(never));
}

/** Chromium's log is noise, kept only to explain a failed start. */
function watchErrors(child: ChildProcess, onDevToolsLine: (line: string) => void): () => string[] {
  const last: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('DevTools listening on ')) onDevToolsLine(line);
      last.push(line);
      if (last.length > 20) last.shift();
    });
  }
  return () => last;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
