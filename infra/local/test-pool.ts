import {
  createSigningKeys,
  type SavedKeys,
  startUserPool,
  type UserPool,
  type UserPoolOptions,
} from './index';

let signingKeys: Promise<SavedKeys> | undefined;

/** `startUserPool` with keys that all pools of a test process share: making them takes longer than all the rest. */
export async function startTestPool(options: UserPoolOptions = {}): Promise<UserPool> {
  signingKeys ??= createSigningKeys();
  return startUserPool({ signingKeys: await signingKeys, ...options });
}
