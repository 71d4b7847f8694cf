import { identity } from '../../src/shared/identity';

const key = `HKCU\\Software\\Classes\\${identity.redirectScheme}`;

/**
 * The arguments of `reg` that have links of our scheme opened by a command, written as Electron writes it,
 * since `app.isDefaultProtocolClient` compares it (Microsoft: "Registering an Application to a URI Scheme").
 */
export function registerOnWindows(command: readonly string[]): string[][] {
  const line = [...command, '%1'].map((each) => `"${each}"`).join(' ');
  return [
    ['add', key, '/ve', '/d', `URL:${identity.productName}`, '/f'],
    ['add', key, '/v', 'URL Protocol', '/d', '', '/f'],
    ['add', `${key}\\shell\\open\\command`, '/ve', '/d', line, '/f'],
  ];
}

export const unregisterOnWindows: readonly string[] = ['delete', key, '/f'];
