import { createHash } from 'node:crypto';
import { createRefreshToken } from '../tokens/refresh-token';
import type { IssuedSecrets } from './issued-secrets';

/** What a refresh token stands for: the sign-in it came from. */
export interface Authentication {
  readonly clientId: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch. Stays that of the original sign-in. */
  readonly authTime: number;
  /** Ties every token of this sign-in together; revoking ends them all. */
  readonly originJti: string;
  readonly eventId: string;
  /** The access tokens' `aud`, on refresh too; `null`: they have none. */
  readonly resource: string | null;
}

export interface RefreshTokenEntry {
  /** Of the token, so that neither memory nor the data file holds the token itself. */
  readonly digest: string;
  readonly authentication: Authentication;
  /** Milliseconds. A rotated token inherits it: the session has an absolute end. */
  expiresAt: number;
  revoked: boolean;
}

export class RefreshTokens {
  readonly #entries = new Map<string, RefreshTokenEntry>();
  readonly #clock: () => number;
  readonly #lifetimeMs: number;
  readonly #issued: IssuedSecrets;

  constructor(clock: () => number, lifetimeSeconds: number, issued: IssuedSecrets) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeSeconds * 1000;
    this.#issued = issued;
  }

  issue(authentication: Authentication): string {
    return this.#add(authentication, this.#clock() + this.#lifetimeMs);
  }

  /** The sign-in behind a live token; `undefined` when unknown, expired, rotated out or revoked. */
  find(token: string): Authentication | undefined {
    return this.#live(token)?.authentication;
  }

  /** A successor for a live token, which itself dies after the grace period. */
  rotate(token: string, graceSeconds: number): string | undefined {
    const entry = this.#live(token);
    if (!entry) return undefined;
    const successor = this.#add(entry.authentication, entry.expiresAt);
    entry.expiresAt = Math.min(entry.expiresAt, this.#clock() + graceSeconds * 1000);
    return successor;
  }

  /** Ends the whole sign-in that the token belongs to. Unknown tokens are passed over. */
  revoke(token: string): void {
    const entry = this.#entries.get(digest(token));
    if (!entry) return;
    for (const other of this.#entries.values()) {
      if (other.authentication.originJti === entry.authentication.originJti) other.revoked = true;
    }
  }

  revokeAll(): void {
    for (const entry of this.#entries.values()) entry.revoked = true;
  }

  isRevoked(originJti: string): boolean {
    return [...this.#entries.values()].some(
      (entry) => entry.revoked && entry.authentication.originJti === originJti,
    );
  }

  count(): { live: number; revoked: number } {
    const entries = [...this.#entries.values()];
    return {
      live: entries.filter((entry) => this.#isLive(entry)).length,
      revoked: entries.filter((entry) => entry.revoked).length,
    };
  }

  /** Every token that was issued, for the data file. */
  list(): readonly RefreshTokenEntry[] {
    return [...this.#entries.values()];
  }

  restore(entry: RefreshTokenEntry): void {
    this.#entries.set(entry.digest, entry);
  }

  #add(authentication: Authentication, expiresAt: number): string {
    const token = this.#issued.add(createRefreshToken());
    this.restore({ digest: digest(token), authentication, expiresAt, revoked: false });
    return token;
  }

  #live(token: string): RefreshTokenEntry | undefined {
    const entry = this.#entries.get(digest(token));
    return entry && this.#isLive(entry) ? entry : undefined;
  }

  #isLive(entry: RefreshTokenEntry): boolean {
    return !entry.revoked && entry.expiresAt > this.#clock();
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
