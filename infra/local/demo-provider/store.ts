import { randomBytes } from 'node:crypto';
import { ExpiringMap } from '../store/expiring-map';
import { createKey, type SigningKey } from '../tokens/signing-keys';

/** A relying party that may send people here, as it would be registered in a provider's console. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Compared as exact strings (RFC 9700 §2.1). */
  readonly redirectUris: readonly string[];
  /** Whom the provider plays for this client, shown on the page: `Google`. */
  readonly plays: string;
}

/** Whoever somebody claims to be. */
export interface DemoPerson {
  readonly sub: string;
  readonly email: string;
  readonly name: string | null;
  /** Seconds since the epoch at which they claimed it. */
  readonly authTime: number;
}

/** What an authorization code stands for. */
export interface DemoGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly person: DemoPerson;
}

/**
 * What the demo provider remembers, under random names, for a while. In memory only.
 * @internal
 */
export class DemoStore {
  readonly clients = new Map<string, DemoClient>();
  /** One minute: RFC 6749 §4.1.2 allows ten at most. */
  readonly codes: Expiring<DemoGrant>;
  readonly accessTokens: Expiring<DemoGrant>;
  /** The provider's own sign-ins, which the pool's `/logout` knows nothing of. */
  readonly sessions: Expiring<DemoPerson>;
  readonly key: SigningKey;

  private constructor(key: SigningKey, clock: () => number) {
    this.key = key;
    this.codes = new Expiring(60, clock);
    this.accessTokens = new Expiring(3600, clock);
    this.sessions = new Expiring(3600, clock);
  }

  static async create(clock: () => number): Promise<DemoStore> {
    return new DemoStore(await createKey(), clock);
  }
}

/** Values under random names, gone after their time. */
class Expiring<T> {
  readonly lifetimeSeconds: number;
  readonly #entries: ExpiringMap<{ value: T; expiresAt: number }>;
  readonly #clock: () => number;

  constructor(lifetimeSeconds: number, clock: () => number) {
    this.lifetimeSeconds = lifetimeSeconds;
    this.#clock = clock;
    this.#entries = new ExpiringMap(clock, ({ expiresAt }) => expiresAt);
  }

  /** @returns the name, 43 characters that nobody can guess */
  add(value: T): string {
    const name = randomBytes(32).toString('base64url');
    const expiresAt = this.#clock() + this.lifetimeSeconds * 1000;
    this.#entries.set(name, { value, expiresAt });
    return name;
  }

  find(name: string): T | undefined {
    return this.#entries.get(name)?.value;
  }

  /** The same, for once: what was taken is gone. */
  take(name: string): T | undefined {
    return this.#entries.take(name)?.value;
  }
}
