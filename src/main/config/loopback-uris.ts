/** Where the provider redirects the browser after a sign-out: registered with each loopback redirect URI. */
export function signOutUriOf(redirectUri: string): string {
  return new URL('/signed-out', redirectUri).href;
}
