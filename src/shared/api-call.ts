import type { Problem } from './problem';

/**
 * What the page says to its API, and what comes back. The main process makes the call and attaches the
 * access token there: no token is part of any of these (SEC-43, SEC-44).
 */

/** The methods that a call may have. */
export const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type { ApiRequest } from './arguments';

/** What the API answered, whatever the status is. */
export interface ApiAnswer {
  readonly status: number;
  /** Those that a page may see, with their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type ApiResult =
  | { readonly ok: true; readonly answer: ApiAnswer }
  /** There is no answer, or none that the page may have. */
  | { readonly ok: false; readonly problem: Problem };

/** How far a call is. All in bytes. */
export interface ApiProgress {
  readonly id: string;
  /** 0 until the API begins to answer, then all: nothing tells how much of it is on its way. */
  readonly sent: number;
  readonly toSend: number;
  /** Of the body, after decompression. */
  readonly received: number;
  /** `null`: the API has not said, or has compressed it. */
  readonly toReceive: number | null;
}
