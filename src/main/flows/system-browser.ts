import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Shell } from 'electron';
import { parseUrl } from '../../shared/parse-url';
import { AppError } from '../problems/app-error';

/** The person's own browser. */
export interface SystemBrowser {
  /** @throws AppError `browser-not-opened` when it is known beforehand that no page can be opened */
  expect(): void;
  /** @throws AppError `browser-not-opened`, also for an address that is none of a web page (SEC-47) */
  open(url: string): Promise<void>;
}

/**
 * Opens pages with whatever the system has for that (Electron: `shell.openExternal`). On Linux that is
 * `xdg-open` from PATH, and Electron does not tell when it is missing or finds no browser; so it is
 * looked for here. Whether a page was shown in the end, nothing tells: the person sees it.
 */
export function createSystemBrowser(
  shell: Pick<Shell, 'openExternal'>,
  surroundings: { readonly platform: NodeJS.Platform; readonly path: string },
): SystemBrowser {
  return {
    expect() {
      if (surroundings.platform === 'linux' && !isOnPath('xdg-open', surroundings.path)) {
        throw new AppError('browser-not-opened');
      }
    },
    async open(url) {
      const address = webAddress(url);
      if (address === null) throw new AppError('browser-not-opened');
      try {
        await shell.openExternal(address);
      } catch (cause) {
        throw new AppError('browser-not-opened', { cause });
      }
    },
  };
}

const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The address, written anew from its parts, when it is https, or http on this computer; else `null`.
 * Systems start programs for other schemes, with the address as their argument (SEC-47).
 */
export function webAddress(url: string): string | null {
  const page = parseUrl(url);
  if (page === null || page.username !== '' || page.password !== '') return null;
  const isHttp = page.protocol === 'http:' && loopbackHosts.includes(page.hostname);
  return page.protocol === 'https:' || isHttp ? page.href : null;
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
