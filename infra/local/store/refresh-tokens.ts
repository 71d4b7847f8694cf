import { createHash } from 'node:crypto';
import { ExpiringMap } from '../util/expiring-map';
import type { IssuedSecrets } from './issued-secrets';
import { createRefreshToken } from './refresh-token';

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

/** A refresh token as the data file has it. */
export interface RefreshTokenEntry {
  /** Of the token, so that neither memory nor the data file holds the token itself. */
  readonly digest: string;
  readonly authentication: Authentication;
  /** Milliseconds. After that nothing is known of it any more. */
  readonly expiresAt: number;
  readonly revoked: boolean;
}

/** A sign-in, which all of its refresh tokens share, so that revoking one ends the others too. */
interface SignIn {
  readonly authentication: Authentication;
  /** Milliseconds. Rotation does not move it: the session has an absolute end. */
  end: number;
  revoked: boolean;
  /** The digest of the token before the newest one. */
  rotated?: string;
}

interface Token {
  readonly digest: string;
  readonly signIn: SignIn;
  /** Milliseconds: that of the sign-in, or the end of the grace period. */
  end: number;
}

/**
 * How long a revoked sign-in is remembered: until its last access token is dead, and those live a
 * day at most (aws-resource-cognito-userpoolclient page).
 */
const longestAccessMs = 24 * 3_600_000;

/** The refresh tokens that are out. Whatever is dead and can have no more effect is forgotten. */
export class RefreshTokens {
  readonly #tokens: ExpiringMap<Token>;
  readonly #signIns: ExpiringMap<SignIn>;
  readonly #clock: () => number;
  readonly #issued: IssuedSecrets;
  #version = 0;

  constructor(clock: () => number, issued: IssuedSecrets) {
    this.#tokens = new ExpiringMap(clock, endOf);
    this.#signIns = new ExpiringMap(clock, ({ end }) => end);
    this.#clock = clock;
    this.#issued = issued;
  }

  /** Another number after each change, so that unchanged tokens need not be saved again. */
  get version(): number {
    return this.#version;
  }

  issue(authentication: Authentication, lifetimeSeconds: number): string {
    return this.#add(this.begin(authentication, lifetimeSeconds));
  }

  /** Remembers a sign-in, so that it can be revoked. The implicit grant leaves it at that. */
  begin(authentication: Authentication, lifetimeSeconds: number): SignIn {
    const end = this.#clock() + lifetimeSeconds * 1000;
    const signIn: SignIn = { authentication, end, revoked: false };
    this.#signIns.set(authentication.eventId, signIn);
    return signIn;
  }

  /** The sign-in behind a live token; `undefined` when unknown, expired, rotated out or revoked. */
  find(token: string): Authentication | undefined {
    return this.#live(token)?.signIn.authentication;
  }

  /** A successor for a live token, which itself dies after the grace period. */
  rotate(token: string, graceSeconds: number): string | undefined {
    const entry = this.#live(token);
    if (!entry) return undefined;
    entry.end = Math.min(entry.end, this.#clock() + graceSeconds * 1000);
    entry.signIn.rotated = entry.digest;
    return this.#add(entry.signIn);
  }

  /** Whether it is the token before a sign-in's newest one. Earlier ones are forgotten. */
  wasRotated(token: string): boolean {
    const digest = digestOf(token);
    return this.#signIns.values().some(({ rotated }) => rotated === digest);
  }

  /** The sign-in behind a token, dead or alive; `undefined` when unknown or forgotten. */
  trace(token: string): Authentication | undefined {
    return this.#tokens.get(digestOf(token))?.signIn.authentication;
  }

  /** Ends the whole sign-in that the token belongs to. Unknown tokens are passed over. */
  revoke(token: string): void {
    const entry = this.#tokens.get(digestOf(token));
    if (entry) this.#revoke(entry.signIn);
  }

  /** Ends everything that somebody has started so far, in any client. */
  revokeAllOf(sub: string): void {
    for (const signIn of this.#signIns.values()) {
      if (signIn.authentication.sub === sub) this.#revoke(signIn);
    }
  }

  revokeAll(): void {
    for (const signIn of this.#signIns.values()) this.#revoke(signIn);
  }

  /** Whether a sign-in was ended. It goes by the `event_id` that all tokens of a person have. */
  isRevoked(eventId: string): boolean {
    return this.#signIns.get(eventId)?.revoked ?? false;
  }

  /** Those that were revoked are counted for a day. */
  count(): { live: number; revoked: number } {
    const tokens = this.#tokens.values();
    const revoked = tokens.filter(({ signIn }) => signIn.revoked).length;
    return { live: tokens.length - revoked, revoked };
  }

  /** Every token that is known, for the data file. */
  list(): readonly RefreshTokenEntry[] {
    return this.#tokens.values().map((token) => {
      const { authentication, revoked } = token.signIn;
      return { digest: token.digest, authentication, expiresAt: endOf(token), revoked };
    });
  }

  /** Adds a token from the data file. */
  restore({ digest, authentication, expiresAt: end, revoked }: RefreshTokenEntry): void {
    const known = this.#signIns.get(authentication.eventId);
    const signIn = known ?? { authentication, end, revoked };
    signIn.end = Math.max(signIn.end, end);
    this.#signIns.set(authentication.eventId, signIn);
    this.#tokens.set(digest, { digest, signIn, end });
  }

  #add(signIn: SignIn): string {
    const token = this.#issued.add(createRefreshToken());
    const digest = digestOf(token);
    this.#tokens.set(digest, { digest, signIn, end: signIn.end });
    this.#version += 1;
    return token;
  }

  #revoke(signIn: SignIn): void {
    if (signIn.revoked) return;
    signIn.revoked = true;
    signIn.end = this.#clock() + longestAccessMs;
    this.#version += 1;
  }

  #live(token: string): Token | undefined {
    const entry = this.#tokens.get(digestOf(token));
    return entry?.signIn.revoked ? undefined : entry;
  }
}

function endOf({ signIn, end }: Token): number {
  return signIn.revoked ? signIn.end : end;
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
