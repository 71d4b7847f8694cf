import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { desktopFileName } from '../../src/main/platform/app-paths';
import { identity } from '../../src/shared/identity';

const { productName, redirectScheme } = identity;
const desktopFile = desktopFileName(false);
const home = (variable: string, ...fallback: string[]) =>
  process.env[variable] || path.join(os.homedir(), ...fallback);
const entryFile = () =>
  path.join(home('XDG_DATA_HOME', '.local', 'share'), 'applications', desktopFile);
const configFolder = () => home('XDG_CONFIG_HOME', '.config');

/**
 * The `.desktop` file that opens links of the scheme with a command (freedesktop.org: Desktop Entry
 * Specification). No menu shows it.
 *
 * @param command program and arguments; the link is the last argument, after a `--` (SEC-49)
 */
export function desktopEntry(command: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=${productName} (from source)
Exec=${[...command, '--'].map(execArgument).join(' ')} %u
MimeType=x-scheme-handler/${redirectScheme};
NoDisplay=true
`;
}

/**
 * One argument of an `Exec` line, quoted only if it needs quotes: without a desktop, xdg-open does not parse quotes.
 *
 * @throws Error for a line break, which the format cannot represent
 */
export function execArgument(text: string): string {
  if (/[\r\n]/.test(text)) throw new Error(`A path contains a line break: ${JSON.stringify(text)}`);
  const argument = text.replaceAll('%', '%%');
  if (/^[\w%+,./:=@-]+$/.test(argument)) return argument;
  // Escaped once for the quotes and once for strings of the file format.
  return `"${argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`;
}

/** A `mimeapps.list` without our `.desktop` file. */
export function withoutHandler(list: string): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const [key = '', value = ''] = line.split('=');
      if (!value.includes(desktopFile)) return [line];
      const others = value.split(';').filter((each) => each !== '' && each !== desktopFile);
      return others.length === 0 ? [] : [`${key}=${others.join(';')};`];
    })
    .join('\n');
}

/** @returns the file that it wrote. @throws Error with what to install */
export function registerOnLinux(command: readonly string[]): string {
  const file = entryFile();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, desktopEntry(command));
  mkdirSync(configFolder(), { recursive: true });
  const args = ['default', desktopFile, `x-scheme-handler/${redirectScheme}`];
  const { status, error } = spawnSync('xdg-mime', args, { stdio: 'inherit' });
  if (error || status !== 0) throw new Error('xdg-mime failed. Install xdg-utils.');
  updateCache(file);
  return file;
}

/** @returns whether there was something to remove */
export function unregisterOnLinux(): boolean {
  const list = path.join(configFolder(), 'mimeapps.list');
  if (existsSync(list)) writeFileSync(list, withoutHandler(readFileSync(list, 'utf8')));
  const file = entryFile();
  const existed = existsSync(file);
  rmSync(file, { force: true });
  updateCache(file);
  return existed;
}

/** Some desktops read only this cache. Systems without the program have no cache. */
function updateCache(file: string): void {
  spawnSync('update-desktop-database', [path.dirname(file)], { stdio: 'ignore' });
}
