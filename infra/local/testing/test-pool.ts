import {
  createSigningKeys,
  type SavedKeys,
  startUserPool,
  type UserPool,
  type UserPoolOptions,
} from '../index';
import { lowerHashCost } from '../store/password';

lowerHashCost();
let signingKeys: Promise<SavedKeys> | undefined;

/** The client of the pools that tests start, unless they name other URIs: an app with every kind of them. */
const testUris = {
  redirectUris: [
    'com.example.app://auth/callback',
    'http://localhost:5000',
    'http://localhost:42801/callback',
  ],
  signOutUris: [
    'com.example.app://auth/signed-out',
    'http://localhost:5000',
    'http://localhost:42801/signed-out',
  ],
};

/**
 * `startUserPool` with cheap password hashes, and keys that all pools of a test process share: these take the most time.
 * `TEST_SIGNING_KEYS` brings them from outside, for a process for every few tests.
 */
export async function startTestPool(options: UserPoolOptions = {}): Promise<UserPool> {
  const { TEST_SIGNING_KEYS } = process.env;
  signingKeys ??=
    TEST_SIGNING_KEYS === undefined
      ? createSigningKeys()
      : Promise.resolve(JSON.parse(TEST_SIGNING_KEYS));
  return startUserPool({ signingKeys: await signingKeys, ...testUris, ...options });
}
