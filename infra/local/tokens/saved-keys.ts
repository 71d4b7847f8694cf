import type { JsonWebKey } from 'node:crypto';
import { createPair } from './signing-keys';

/** Both signing keys, private halves included; each `kid` is inside. */
export interface SavedKeys {
  readonly id: JsonWebKey;
  readonly access: JsonWebKey;
}

/** A pair of keys for the option `signingKeys`. */
export async function createSigningKeys(): Promise<SavedKeys> {
  const { id, access } = await createPair();
  return { id: id.jwk, access: access.jwk };
}
