import { randomUUID } from 'node:crypto';

/** Who the other provider says it is. */
export interface FederatedPerson {
  /** The provider's own id of the person. */
  readonly userId: string;
  readonly email: string;
  readonly name: string | null;
}

/** Sign-ins that are at the other provider at the moment. */
export class Federation {
  readonly #searches = new Map<string, string>();
  readonly #codes = new Map<string, FederatedPerson>();

  /**
   * @param search the query of the authorization request that is waiting
   * @returns the `state` that comes back from the provider
   */
  begin(search: string): string {
    const state = randomUUID();
    this.#searches.set(state, search);
    return state;
  }

  isWaiting(state: string): boolean {
    return this.#searches.has(state);
  }

  /** A code for the provider to send back. */
  issueCode(person: FederatedPerson): string {
    const code = randomUUID();
    this.#codes.set(code, person);
    return code;
  }

  /** Ends the detour; each state and each code works once. */
  finish(state: string, code: string): { person: FederatedPerson; search: string } | undefined {
    const [search, person] = [this.#searches.get(state), this.#codes.get(code)];
    this.#searches.delete(state);
    this.#codes.delete(code);
    return search !== undefined && person ? { person, search } : undefined;
  }
}
