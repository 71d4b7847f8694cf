import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { findRuntime, projectRoot, runtimeSwitches } from '../../../dev/runtime';

/** An app that was started, as far as its windows tell. */
export interface ShownApp {
  /** Of the main process. */
  readonly pid: number;
  /** The main window. */
  readonly window: Page;
  /** Runs `action` in the main window and resolves with the window that it opens. */
  opens(action: () => Promise<void>): Promise<Page>;
  /** All that the app wrote to its two output streams. */
  output(): string;
  quit(): Promise<void>;
}

/** The app, started from its built `out/` exactly as a person starts it. */
export interface RunningApp extends ShownApp {
  readonly electron: ElectronApplication;
}

export interface LaunchOptions {
  /** The folder that holds everything the app keeps: a person's profile. */
  readonly profile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The folder of another app than this one; `null` for the one that the runtime holds. */
  readonly folder?: string | null;
  /** Another archive than that of the package; only for a packaged app. */
  readonly archive?: string;
  /** Another runtime than that which `E2E_RUNTIME` names. */
  readonly executablePath?: string;
  /** What its first window shows when it is there; a selector. */
  readonly ready?: string;
}

/** Starts the app in the runtime that `E2E_RUNTIME` names. */
export async function launchApp({
  profile,
  env,
  args = [],
  folder = projectRoot,
  executablePath = findRuntime().executablePath,
  ready = '[data-state]',
}: LaunchOptions): Promise<RunningApp> {
  const app = folder === null ? [] : [folder];
  const electron = await _electron.launch({
    executablePath,
    // Without it, Playwright adds `--no-sandbox` on Linux.
    chromiumSandbox: true,
    args: [...runtimeSwitches(), `--user-data-dir=${profile}`, ...app, ...args],
    cwd: projectRoot,
    env: { ...withoutSettings(process.env), ...env },
  });
  const written: string[] = [];
  const child = electron.process();
  child.stdout?.on('data', (chunk) => written.push(String(chunk)));
  child.stderr?.on('data', (chunk) => written.push(String(chunk)));
  const window = await electron.firstWindow();
  await appears(window, ready);
  return {
    electron,
    // On Windows the child is a shell.
    pid: await electron.evaluate(() => process.pid),
    window,
    async opens(action) {
      const [opened] = await Promise.all([electron.waitForEvent('window'), action()]);
      // Playwright may hear of a window before the app's own process does.
      const isKnown = async () =>
        opened.isClosed() ||
        (await electron.browserWindow(opened)).evaluate((window) => Boolean(window));
      await expect.poll(isKnown).toBe(true);
      return opened;
    },
    output: () => written.join(''),
    quit: () => electron.close(),
  };
}

/**
 * Waits until the page shows what the selector names: noticed with the next frame, where Playwright's
 * own waiting looks only every half second after a while. Ten seconds at most.
 */
export async function appears(page: Page, selector: string): Promise<void> {
  const isShown = (wanted: string) => document.querySelector(wanted)?.checkVisibility() === true;
  await page.waitForFunction(isShown, selector, { timeout: 10_000 });
}

/**
 * Starts the app once more while another instance has the profile, for instance with a deep link, and
 * waits for its end.
 * @returns its exit code; `null` when it was still running after ten seconds, and was stopped
 */
export async function startAgain({
  profile,
  env,
  args = [],
}: LaunchOptions): Promise<number | null> {
  const command = [...runtimeSwitches(), `--user-data-dir=${profile}`, projectRoot, ...args];
  const child = spawn(findRuntime().executablePath, command, {
    cwd: projectRoot,
    env: { ...withoutSettings(process.env), ...env },
    stdio: 'ignore',
  });
  let isStopped = false;
  const timer = setTimeout(() => {
    isStopped = true;
    child.kill('SIGTERM');
  }, 10_000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  // One that is stopped quits in order, with 0.
  return isStopped ? null : code;
}

/** A fresh profile folder and the function that removes it. */
export async function freshProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'app-'));
  return { path: folder, remove: () => removeFolder(folder) };
}

/** Windows keeps files open for a moment after their program has ended (EBUSY). */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** The developer's own settings must not leak into a test. */
export function withoutSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !entry[0].startsWith('COGNITO_') && entry[0] !== 'NODE_OPTIONS',
    ),
  );
}
