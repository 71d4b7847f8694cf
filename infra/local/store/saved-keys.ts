/** A private JSON Web Key (RFC 7517), with its `kid`. */
type SavedKey = Readonly<Record<string, unknown>>;

/** Both signing keys, as the data file and the option `signingKeys` have them. */
export interface SavedKeys {
  readonly id: SavedKey;
  readonly access: SavedKey;
}
