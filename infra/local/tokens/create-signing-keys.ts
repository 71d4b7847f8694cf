import type { SavedKeys } from '../store/saved-keys';
import { createPair } from './signing-keys';

/** A pair of keys for the option `signingKeys`. */
export async function createSigningKeys(): Promise<SavedKeys> {
  const { id, access } = await createPair();
  return { id: { ...id.jwk }, access: { ...access.jwk } };
}
