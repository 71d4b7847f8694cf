/** Where to listen for a loopback URI, and whether some of it may be missing on this computer. */
export interface LoopbackAddresses {
  /** All of these have to be ours: a browser may take any of them. */
  readonly hosts: readonly string[];
  readonly port: number;
}

/**
 * `localhost` is 127.0.0.1 and ::1, and browsers mostly try ::1 first: a program that listened there,
 * while we have the other one alone, would get the code (SEC-22).
 */
export function addressesOf(redirectUri: string): LoopbackAddresses {
  const { hostname, port } = new URL(redirectUri);
  const hosts: Record<string, readonly string[]> = {
    localhost: ['127.0.0.1', '::1'],
    '[::1]': ['::1'],
  };
  return { hosts: hosts[hostname] ?? ['127.0.0.1'], port: Number(port || 80) };
}

/** Where the provider sends the browser after a sign-out: registered beside each redirect URI. */
export function signOutUriOf(redirectUri: string): string {
  return new URL('/signed-out', redirectUri).href;
}
