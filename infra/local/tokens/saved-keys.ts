import { createPair } from './signing-keys';

/** A private JSON Web Key (RFC 7517), with its `kid`. */
type SavedKey = Readonly<Record<string, unknown>>;

/** Both signing keys. */
export interface SavedKeys {
  readonly id: SavedKey;
  readonly access: SavedKey;
}

/** A pair of keys for the option `signingKeys`. */
export async function createSigningKeys(): Promise<SavedKeys> {
  const { id, access } = await createPair();
  return { id: { ...id.jwk }, access: { ...access.jwk } };
}
