import { schemeCommand } from '../../build/windows-command';
import { identity } from '../../src/shared/identity';

const key = `HKCU\\Software\\Classes\\${identity.redirectScheme}`;

/**
 * The arguments of `reg` that register a command for links of our scheme (Microsoft: "Registering an
 * Application to a URI Scheme").
 */
export function registerOnWindows(command: readonly string[]): string[][] {
  return [
    ['add', key, '/ve', '/d', `URL:${identity.productName}`, '/f'],
    ['add', key, '/v', 'URL Protocol', '/d', '', '/f'],
    ['add', `${key}\\shell\\open\\command`, '/ve', '/d', schemeCommand(command), '/f'],
  ];
}

export const unregisterOnWindows: readonly string[] = ['delete', key, '/f'];
