import type { Chromium } from './chromium/launch';
import type { CommandLine } from './command-line';
import type { Targets } from './web-contents/targets';

/** What exists once per process. Electron's API is made of singletons, so the host's core is one too. */
export interface Runtime {
  readonly commandLine: CommandLine;
  /** The app's folder, its package.json and version. */
  readonly appPath: string;
  readonly packageJson: { name?: string; productName?: string; version?: string; main?: string };
  readonly electronVersion: string;
  readonly executable: string;
  readonly headless: boolean;
}

/** Compiled scripts for pages. */
export interface RendererScripts {
  /** What every document gets: see src/renderer. */
  readonly mainWorld: string;
  readonly isolatedWorld: string;
  /** Declares `codec`: see src/shared/codec.ts. */
  readonly codec: string;
}

export interface Browser {
  readonly chromium: Chromium;
  readonly scripts: RendererScripts;
  readonly userAgent: string;
  readonly targets: Targets;
}

let runtime: Runtime | undefined;
let browser: Browser | undefined;

export function setRuntime(value: Runtime): void {
  runtime = value;
}

export function getRuntime(): Runtime {
  if (!runtime) throw new Error('The Chromium host has not started');
  return runtime;
}

export function setBrowser(value: Browser): void {
  browser = value;
}

/** Chromium, from the app's `ready` on. */
export function getBrowser(): Browser {
  if (!browser) throw new Error('The Chromium host is not ready');
  return browser;
}
