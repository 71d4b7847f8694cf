import { identity } from '../src/shared/identity';

/** Nothing listens there: the embedded window intercepts the navigation. */
const interceptedUri = 'http://localhost:5000';

/** What is registered for the app at a user pool: at the local one, and by the defaults of the AWS template. */
export const registeredUris = {
  redirectUris: [identity.redirectUri, ...identity.loopbackRedirectUris, interceptedUri],
  signOutUris: [identity.signOutUri, ...identity.loopbackSignOutUris, interceptedUri],
} as const;
