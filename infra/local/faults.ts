/**
 * Where a fault can be. The two documents at the issuer are named without the pool's id, and what is
 * asked of its API by `POST /` as the API has it.
 */
export type Endpoint =
  | 'GetTokensFromRefreshToken'
  | 'GetUser'
  | 'GlobalSignOut'
  | 'InitiateAuth'
  | 'RevokeToken'
  | '/.well-known/openid-configuration'
  | '/.well-known/jwks.json'
  | '/oauth2/authorize'
  | '/oauth2/idpresponse'
  | '/oauth2/token'
  | '/oauth2/revoke'
  | '/oauth2/userInfo'
  | '/login'
  | '/signup'
  | '/confirm'
  | '/confirmUser'
  | '/resendcode'
  | '/forgotPassword'
  | '/confirmforgotPassword'
  | '/mfa'
  | '/mfa/setup'
  | '/logout';

/** What goes wrong, as data, so that it can be listed in a table of cases. */
export type Fault = UnhandledFault | SpoiltAnswer | WrongClaim;

/** The pool never hears of the request. */
export type UnhandledFault =
  /**
   * Answers with this status, and `body` as JSON or no body at all. `retryAfter`: seconds, or a date as
   * HTTP writes them (RFC 9110 §10.2.3).
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly retryAfter?: number | string;
    }
  /** Sends the client elsewhere. Default 302; 307 and 308 have it repeat a POST there. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** Answers with a page of somebody else's, as a proxy or a hotel's network does. Default 200. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Answers 200 and calls it JSON, which it isn't. Default: the start of an object. */
  | { readonly kind: 'not-json'; readonly text?: string }
  /** Cuts the connection before a word is said. */
  | { readonly kind: 'drop' };

/** The request is handled as ever, and something happens to the answer. */
export type SpoiltAnswer =
  /** This many milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /**
   * Cuts the connection instead of answering. The worst of them: the token is rotated or the code spent,
   * and the client does not know.
   */
  | { readonly kind: 'lost-answer' }
  /** Cuts the connection half-way through the answer's body. */
  | { readonly kind: 'truncate' }
  /** Headers at once, then a few bytes of the body (default 16) each so many milliseconds. */
  | { readonly kind: 'slow-body'; readonly ms: number; readonly bytes?: number }
  /** The body, and then white space without end, until the client has had enough. */
  | { readonly kind: 'endless-body' };

/**
 * Properly signed tokens that say something wrong: `set` puts claims in place of the right ones, `remove`
 * leaves them out. At the token endpoint alone. An ID token's `at_hash` fits the access token, unless it
 * is set itself.
 */
export interface WrongClaim {
  readonly kind: 'wrong-claim';
  readonly token: 'id' | 'access';
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

/** Which requests a fault befalls, counted from when it is set. */
export interface Occurrence {
  /** How many requests pass unharmed first: 2 means that the third is the first that it befalls. */
  readonly after?: number;
  /** How many it befalls then; all of them by default. */
  readonly times?: number;
}

/** Faults by endpoint; with none set the pool behaves like Cognito. */
export class Faults<E extends string = Endpoint> {
  readonly #faults = new Map<string, { fault: Fault; after: number; left: number }>();

  /**
   * Takes the place of the fault that the endpoint had.
   * @throws RangeError `wrong-claim` where no tokens come from
   */
  set(endpoint: E, fault: Fault, { after = 0, times = Infinity }: Occurrence = {}): void {
    if (fault.kind === 'wrong-claim' && endpoint !== '/oauth2/token') {
      throw new RangeError(`A wrong claim can be set at /oauth2/token only, not at ${endpoint}.`);
    }
    this.#faults.set(endpoint, { fault, after, left: times });
  }

  /** Mends one endpoint, or all. */
  clear(endpoint?: E): void {
    if (endpoint === undefined) this.#faults.clear();
    else this.#faults.delete(endpoint);
  }

  /** The fault that befalls this request, counted. */
  take(path: string): Fault | undefined {
    const entry = this.#faults.get(path);
    if (!entry || entry.left <= 0) return undefined;
    if (entry.after > 0) {
      entry.after -= 1;
      return undefined;
    }
    entry.left -= 1;
    return entry.fault;
  }
}
