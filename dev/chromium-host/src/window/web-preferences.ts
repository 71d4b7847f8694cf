import type Electron from 'electron';
import { notImplemented } from '../shared/not-implemented';

/** What differs from how every page of the host runs: sandboxed, isolated, without Node. */
const refused: Electron.WebPreferences = {
  contextIsolation: false,
  sandbox: false,
  nodeIntegration: true,
  nodeIntegrationInSubFrames: true,
  nodeIntegrationInWorker: true,
  webviewTag: true,
  webSecurity: false,
  javascript: false,
  offscreen: true,
  plugins: true,
};

/** @throws Error for a preference that the host would ignore */
export function assertWebPreferences(preferences: Electron.WebPreferences): void {
  for (const [name, value] of Object.entries(refused)) {
    if (preferences[name as keyof Electron.WebPreferences] === value)
      throw notImplemented(`webPreferences.${name}: ${String(value)}`);
  }
}
