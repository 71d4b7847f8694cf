import { notImplemented } from '../shared/not-implemented';

/** Members that Electron adds to `process` in the main process, and the host lacks. https://www.electronjs.org/docs/latest/api/process */
const lacking =
  `crash getBlinkMemoryInfo getCPUUsage getCreationTime getHeapStatistics getProcessMemoryInfo getSystemMemoryInfo
  getSystemVersion hang setFdLimit takeHeapSnapshot`.split(/\s+/);

/** Makes `process` that of Electron's main process, before the app is loaded. */
export function becomeElectronProcess(electronVersion: string, properties: object): void {
  Object.assign(process, { type: 'browser', ...properties });
  Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true });
  for (const name of lacking) refuse(process, name, `process.${name}`);
  refuse(process.versions, 'chrome', 'process.versions.chrome before ready');
}

/** Called once Chromium runs. Electron knows the version from the start. */
export function setChromeVersion(product: string): void {
  const value = /Chrome\/([\d.]+)/.exec(product)?.[1];
  Object.defineProperty(process.versions, 'chrome', { value, enumerable: true });
}

function refuse(owner: object, name: string, what: string): void {
  const touched = (): never => {
    throw notImplemented(what);
  };
  Object.defineProperty(owner, name, { get: touched, set: touched, configurable: true });
}
