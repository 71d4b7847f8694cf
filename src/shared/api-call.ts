import type { Problem } from './problem';

/**
 * API requests of the page and their responses. The main process makes the call and attaches the access
 * token there: no token is part of any of these (SEC-43, SEC-44).
 */

/** The methods that a call may have. */
export const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type { ApiRequest } from './arguments';

/** The API's response, whatever its status. */
export interface ApiAnswer {
  readonly status: number;
  /** Those that a page may see, with their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type ApiResult =
  | { readonly ok: true; readonly answer: ApiAnswer }
  /** No response, or none that the page may have. */
  | { readonly ok: false; readonly problem: Problem };

/** Progress of a call, in bytes. */
export interface ApiProgress {
  readonly id: string;
  /** 0 until the response begins, then all: nothing reports the bytes in between. */
  readonly sent: number;
  readonly toSend: number;
  /** Of the response's body, after decompression. */
  readonly received: number;
  /** `null`: unknown, or compressed. */
  readonly toReceive: number | null;
}
