/**
 * Who this app is. An adopter makes the app their own by changing this file and nothing else: the
 * app, the package and the local user pool read it.
 */

/** Reverse-DNS name: application id, keychain service and private-use redirect scheme (RFC 8252 §7.1). */
const appId = 'dev.cognitodesktop.app';

export const identity = {
  /** Package and binary name. */
  name: 'cognito-desktop',
  productName: 'Cognito Desktop',
  appId,
  /** The keychain's "service": every entry of this app stands under it. */
  keychainService: appId,
  /** Private-use URI scheme of the redirect and sign-out URIs. */
  redirectScheme: appId,
  redirectUri: `${appId}://auth/callback`,
  signOutUri: `${appId}://auth/signed-out`,
  /** Cognito matches ports exactly, so the system-browser flow has a small fixed set. */
  loopbackRedirectUris: [
    'http://localhost:42813/callback',
    'http://localhost:42814/callback',
    'http://localhost:42815/callback',
  ],
  /** Where the browser comes back to after a sign-out, on the same ports. */
  loopbackSignOutUris: [
    'http://localhost:42813/signed-out',
    'http://localhost:42814/signed-out',
    'http://localhost:42815/signed-out',
  ],
  /** Scheme and host that the app's own pages are served from; not the redirect scheme. */
  uiScheme: 'cognito-desktop-ui',
  uiHost: 'app',
  copyright: 'Cognito Desktop contributors',
  /** Where people read about the app, and whom packages name as their maintainer. Packages need both. */
  homepage: 'https://cognitodesktop.dev',
  contact: 'hello@cognitodesktop.dev',
} as const;

/** The origin of the app's own pages, as `senderFrame.origin` and `new URL().host` show it. */
export const uiOrigin = `${identity.uiScheme}://${identity.uiHost}`;
