import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { desktopFileName } from '../../src/main/shell/deep-links/registration';
import { identity } from '../../src/shared/identity';
import { desktopEntry, withoutHandler } from './desktop-entry';

const desktopFile = desktopFileName(false);
const home = (variable: string, ...fallback: string[]) =>
  process.env[variable] || path.join(os.homedir(), ...fallback);
const entryFile = () =>
  path.join(home('XDG_DATA_HOME', '.local', 'share'), 'applications', desktopFile);

/** @returns what was written, for the person. @throws Error with what to install */
export function registerOnLinux(command: readonly string[]): string {
  const { productName, redirectScheme: scheme } = identity;
  const file = entryFile();
  mkdirSync(path.dirname(file), { recursive: true });
  const name = `${productName} (from source)`;
  writeFileSync(file, desktopEntry({ name, scheme, command }));
  mkdirSync(home('XDG_CONFIG_HOME', '.config'), { recursive: true });
  const args = ['default', desktopFile, `x-scheme-handler/${scheme}`];
  const { status, error } = spawnSync('xdg-mime', args, { stdio: 'inherit' });
  if (error || status !== 0) throw new Error('xdg-mime failed. Install xdg-utils.');
  // Some desktops look into this cache only. Where the program is missing there is no cache.
  spawnSync('update-desktop-database', [path.dirname(file)], { stdio: 'ignore' });
  return file;
}

/** @returns whether there was something to remove */
export function unregisterOnLinux(): boolean {
  const list = path.join(home('XDG_CONFIG_HOME', '.config'), 'mimeapps.list');
  if (existsSync(list)) {
    const before = readFileSync(list, 'utf8');
    const after = withoutHandler(before, desktopFile);
    if (after !== before) writeFileSync(list, after);
  }
  const file = entryFile();
  const existed = existsSync(file);
  rmSync(file, { force: true });
  spawnSync('update-desktop-database', [path.dirname(file)], { stdio: 'ignore' });
  return existed;
}
