import { randomUUID } from 'node:crypto';
import { ExpiringMap } from '../util/expiring-map';
import type { IssuedSecrets } from './issued-secrets';

/** What an authorization code stands for. */
export interface Grant {
  readonly clientId: string;
  readonly redirectUri: string;
  /** False: the authorization request left it out. */
  readonly isRedirectUriSent: boolean;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly resource: string | null;
  readonly sub: string;
  /** Seconds since the epoch at which the person signed in. */
  readonly authTime: number;
}

/** Docs: a code is valid for five minutes and can be used once (authorization-endpoint page). */
const lifetimeMs = 5 * 60_000;

export class AuthorizationCodes {
  readonly #grants: ExpiringMap<Grant>;
  readonly #issued: IssuedSecrets;

  constructor(clock: () => number, issued: IssuedSecrets) {
    this.#grants = new ExpiringMap(clock, lifetimeMs);
    this.#issued = issued;
  }

  issue(grant: Grant): string {
    const code = this.#issued.add(randomUUID());
    this.#grants.set(code, grant);
    return code;
  }

  /** What a live code stands for. */
  find(code: string): Grant | undefined {
    return this.#grants.get(code);
  }

  /** A code that was shown once is of no more use, whatever came of it. */
  spend(code: string): void {
    this.#grants.take(code);
  }
}
