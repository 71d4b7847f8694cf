import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from '@repo/chromium-host/chromium/find';
import { projectRoot } from './project-root';

export { projectRoot };

export interface Runtime {
  readonly name: 'electron' | 'chromium-host';
  /** What to start, with the app's folder as its argument. */
  readonly executablePath: string;
  /** For people: which runtime, and why. */
  readonly description: string;
}

const require = createRequire(import.meta.url);

/**
 * Which runtime to use: `E2E_RUNTIME=electron|chromium-host|auto` (auto is the default: Electron
 * where its binary is installed, the Chromium host elsewhere).
 *
 * @throws Error when Electron is asked for by name and its binary is not there, when the Chromium
 *   host would have no browser, or when the value is unknown.
 */
export function findRuntime(wanted = process.env.E2E_RUNTIME || 'auto'): Runtime {
  const electron = electronBinary();
  switch (wanted) {
    case 'electron':
      if (electron)
        return { name: 'electron', executablePath: electron, description: electronName() };
      throw new Error(
        'E2E_RUNTIME=electron, but Electron’s binary is not installed. Run: node node_modules/electron/install.js',
      );
    case 'chromium-host':
      return chromiumHost();
    case 'auto':
      return electron
        ? { name: 'electron', executablePath: electron, description: electronName() }
        : chromiumHost();
    default:
      throw new Error(`E2E_RUNTIME=${wanted} is unknown. Use electron, chromium-host or auto.`);
  }
}

/** The path of Electron's binary, or `null` when it was never downloaded. Downloads nothing. */
export function electronBinary(): string | null {
  const folder = path.dirname(require.resolve('electron/package.json'));
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  const pathFile = path.join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = path.join(dist, name);
  return existsSync(binary) ? binary : null;
}

/** Downloads Electron's binary. @returns whether it is there now */
export function downloadElectron(stdio: 'inherit' | 'ignore'): boolean {
  spawnSync(process.execPath, ['node_modules/electron/install.js'], { cwd: projectRoot, stdio });
  return electronBinary() !== null;
}

/** Whether a window can be shown to a person. Only Linux can be without a display. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Chromium refuses to start its sandbox as root; only containers and CI run as root. */
export function runtimeSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function chromiumHost(): Runtime {
  findChromium(); // what is missing is told now, in one line
  return {
    name: 'chromium-host',
    executablePath: path.join(projectRoot, 'dev/chromium-host/bin/electron.mjs'),
    description: 'the Chromium host (not Electron)',
  };
}

function electronName(): string {
  return `Electron ${require('electron/package.json').version}`;
}
