/** Encrypts with a key that the operating system keeps for this app and this user. */
export interface Cipher {
  /** Whether that is so on this computer: a key that everybody knows does not count. */
  available(): Promise<boolean>;
  /** @throws AppError `keychain-unavailable` */
  encrypt(text: string): Promise<Buffer>;
  /**
   * @throws AppError `keychain-locked` when the key can't be had right now, `keychain-corrupt` when
   *   the data was not encrypted with it
   */
  decrypt(data: Buffer): Promise<Decrypted>;
}

export interface Decrypted {
  readonly text: string;
  /** The data should be encrypted anew: there is a newer or a better key. */
  readonly isStale: boolean;
}
