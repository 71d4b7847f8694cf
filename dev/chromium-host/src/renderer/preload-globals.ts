// Not `node:…`: for the page, esbuild takes the npm packages.
import { Buffer } from 'buffer';
import { EventEmitter } from 'events';

/** What main tells `process` of a preload. */
export interface HostInfo {
  readonly platform: string;
  readonly arch: string;
  readonly version: string;
  readonly versions: Record<string, string>;
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
  readonly execPath: string;
}

type Callback = (...args: unknown[]) => void;

const setImmediate = (callback: Callback, ...args: unknown[]) => setTimeout(callback, 0, ...args);
const clearImmediate = (id: number | undefined) => clearTimeout(id);
const timers = {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  clearImmediate,
};

/** Modules of Node that a sandboxed preload may load: docs/tutorial/sandbox.md#preload-scripts of Electron. */
export const nodeModules: Record<string, unknown> = {
  events: EventEmitter,
  timers,
  url: { URL, URLSearchParams },
};

/** Globals of a preload beside those of a page, by name. Source: lib/sandboxed_renderer/init.ts of Electron */
export const preloadGlobals = { Buffer, global: globalThis, setImmediate, clearImmediate };

const notOffered =
  'crash hang pid getHeapStatistics getBlinkMemoryInfo getProcessMemoryInfo getSystemMemoryInfo getSystemVersion getCPUUsage';

/** `process` of a sandboxed preload. https://www.electronjs.org/docs/latest/api/process#sandbox */
export function createPreloadProcess(hostInfo: HostInfo): EventEmitter {
  const preloadProcess = Object.assign(new EventEmitter(), hostInfo, {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: window.parent === window,
    contextId: crypto.getRandomValues(new Uint8Array(16)).join(''),
    getCreationTime: () => performance.timeOrigin,
    uptime: () => performance.now() / 1000,
  });
  for (const name of notOffered.split(' ')) {
    Object.defineProperty(preloadProcess, name, {
      get: () => {
        throw new Error(`process.${name} is not implemented in the Chromium host`);
      },
    });
  }
  return preloadProcess;
}
