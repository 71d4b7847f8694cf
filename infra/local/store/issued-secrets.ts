/** Every code and token ever issued, so that a test can sweep logs and disks for leaks. */
export class IssuedSecrets {
  readonly #all: string[] = [];

  /** Notes the secret and hands it back. */
  add(secret: string): string {
    this.#all.push(secret);
    return secret;
  }

  list(): readonly string[] {
    return [...this.#all];
  }
}
