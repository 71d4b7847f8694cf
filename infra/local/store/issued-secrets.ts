/** Every code and token that was issued, and every verifier that fitted, where a test asked for it to sweep logs and disks for leaks. */
export class IssuedSecrets {
  readonly #all: string[] | null;

  /** @param isKept false: secrets pass through, and nothing is held on to */
  constructor(isKept: boolean) {
    this.#all = isKept ? [] : null;
  }

  /** Notes the secret and hands it back. */
  add(secret: string): string {
    this.#all?.push(secret);
    return secret;
  }

  /** @throws Error when none were kept: a sweep for nothing would find nothing and prove nothing */
  list(): readonly string[] {
    if (!this.#all) {
      throw new Error('No secrets were kept. Start the pool with { recordSecrets: true }.');
    }
    return [...this.#all];
  }
}
