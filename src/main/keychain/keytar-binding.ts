/** The part of keytar that is used. `findCredentials` is not: it can crash on a locked store. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Loads the native module. Only called when the keychain is first needed, so that starting the app
 * never opens the keychain's dialog. keytar is CommonJS: its functions may stand on `default`.
 */
export async function loadKeytar(): Promise<Keytar> {
  const module: Keytar & { default?: Keytar } = await import('keytar');
  return module.default ?? module;
}
