import { spawnSync } from 'node:child_process';
import { getRuntime } from '../runtime';

let chosen: string | undefined;
const registered = new Set<string>();

/** What Electron accepts as a scheme's name (`IsValidProtocolScheme`, RFC 3986 §3.1). */
const schemeName = /^[a-z][a-z0-9+.-]*$/i;

/** `app.setDesktopName`: the `.desktop` suffix is optional. */
export function setDesktopName(name: string): void {
  chosen = name.endsWith('.desktop') ? name : `${name}.desktop`;
}

/** `desktopName` of the app's package.json, else its name, until the app sets another. */
function desktopName(): string {
  return chosen ?? `${getRuntime().packageJson.name ?? 'electron'}.desktop`;
}

/**
 * `app.setAsDefaultProtocolClient` and its kin. What the app sets is remembered for this run only: the
 * system's own list of handlers is left alone. It is asked, on Linux, in Electron's way.
 */
export const protocolClient = {
  set(protocol: string): boolean {
    if (!schemeName.test(protocol)) return false;
    registered.add(protocol);
    return true;
  },
  remove(protocol: string): boolean {
    if (!schemeName.test(protocol)) return false;
    registered.delete(protocol);
    return true;
  },
  is(protocol: string): boolean {
    if (registered.has(protocol)) return true;
    if (!schemeName.test(protocol)) return false;
    if (process.platform !== 'linux') return false;
    const args = ['check', 'default-url-scheme-handler', protocol, desktopName()];
    const { status, stdout } = spawnSync('xdg-settings', args, { encoding: 'utf8' });
    return status === 0 && stdout.startsWith('yes');
  },
};
