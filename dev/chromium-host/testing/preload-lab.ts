import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { temporaryFolder } from './lab';

const folder = temporaryFolder();
let count = 0;

/** Writes a preload script and returns its path. */
export function writePreload(source: string): string {
  const path = join(folder, `preload-${++count}.cjs`);
  writeFileSync(path, source);
  return path;
}

/** A preload that exposes `api`, written as JavaScript. */
export const exposing = (api: string): string => `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('api', ${api});`;

/** Opens a page with this preload and evaluates `script` in the page. */
export function inPage(
  app: ElectronApplication,
  url: string,
  preloadSource: string,
  script: string,
): Promise<{ value: unknown; failures: string[] }> {
  return app.evaluate(
    async ({ BrowserWindow }, { preload, script, url }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      const failures: string[] = [];
      window.webContents.on('preload-error', (_event, path, error) => {
        failures.push(`${path === preload}: ${error.message}`);
      });
      await window.loadURL(url);
      const value: unknown = await window.webContents
        .executeJavaScript(script)
        .catch((error: Error) => `threw ${error.message}`);
      window.destroy();
      return { value, failures };
    },
    { preload: writePreload(preloadSource), script, url },
  );
}
