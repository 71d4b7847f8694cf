import { createRequire } from 'node:module';

/** The part of keytar that is used. `findCredentials` is not: it can crash on a locked store. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Loads the native module. Only called when the keychain is first needed, so that starting the app
 * never opens the keychain's dialog. By `require`, since `import()` of a CommonJS package from
 * inside the package's archive has failed in one Electron release after another (electron#45896).
 */
export async function loadKeytar(): Promise<Keytar> {
  return createRequire(import.meta.url)('keytar');
}
