/** Where a fault can be. The two documents at the issuer are named without the pool's id. */
export type Endpoint =
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
  | '/forgotPassword'
  | '/confirmforgotPassword'
  | '/mfa'
  | '/mfa/setup'
  | '/logout';

/** What goes wrong, as data, so that it can be listed in a table of cases. */
export type Fault =
  /** Answers with this status, and `body` as JSON or no body at all; nothing is handled. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  /** Handles the request as ever, this many milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Cuts the connection before a word is said; nothing is handled. */
  | { readonly kind: 'drop' }
  /** Handles the request and cuts the connection half-way through the answer's body. */
  | { readonly kind: 'truncate' }
  /** Answers with a page of somebody else's, as a proxy or a hotel's network does. Default 200. */
  | { readonly kind: 'html'; readonly status?: number };

/** Faults by endpoint; with none set the pool behaves like Cognito. */
export class Faults {
  readonly #faults = new Map<string, { fault: Fault; left: number }>();

  /** @param times how many requests it befalls; all of them by default */
  set(endpoint: Endpoint, fault: Fault, { times = Number.POSITIVE_INFINITY } = {}): void {
    this.#faults.set(endpoint, { fault, left: times });
  }

  /** Mends one endpoint, or all. */
  clear(endpoint?: Endpoint): void {
    if (endpoint === undefined) this.#faults.clear();
    else this.#faults.delete(endpoint);
  }

  /** The fault that befalls this request, counted. */
  take(path: string): Fault | undefined {
    const entry = this.#faults.get(path);
    if (!entry || entry.left <= 0) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}
