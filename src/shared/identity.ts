/**
 * Who this app is. To make the app yours, change this file and run `npm run docs`, which writes the names
 * into the files that can't read it: package.json, the CloudFormation template, the bounce page and tables
 * of the documentation.
 */

/** Reverse-DNS name: application id, keychain service and private-use redirect scheme (RFC 8252 §7.1). */
const appId = 'dev.cognitodesktop.app';

/** Cognito compares ports exactly, so the loopback flow has a small fixed set. */
const loopbackPorts = [42813, 42814, 42815];

export const identity = {
  /** Package and binary name. */
  name: 'cognito-desktop',
  productName: 'Cognito Desktop',
  appId,
  /** The keychain's "service": all entries of this app are under it. */
  keychainService: appId,
  /** Private-use URI scheme of the redirect and sign-out URIs. */
  redirectScheme: appId,
  redirectUri: `${appId}://auth/callback`,
  signOutUri: `${appId}://auth/signed-out`,
  loopbackRedirectUris: loopbackPorts.map((port) => `http://localhost:${port}/callback`),
  /** Where a browser redirects after a sign-out, on the same ports. */
  loopbackSignOutUris: loopbackPorts.map((port) => `http://localhost:${port}/signed-out`),
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
