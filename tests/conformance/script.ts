import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKey } from './keys';

export interface Unsigned {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/**
 * What the provider does otherwise than an honest one. In every record, `undefined` takes a member
 * out.
 */
export interface Script {
  /** Members of the discovery document. */
  readonly discovery?: Record<string, unknown>;
  /** Parameters of the authorization response; a list puts one there more than once. */
  readonly callback?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The redirect as a whole, made from the one with `callback` in it. */
  readonly redirect?: (url: string) => string;
  /** Claims of the ID token. */
  readonly claims?: Record<string, unknown>;
  /** Members of the ID token's header. */
  readonly header?: Record<string, unknown>;
  /** What ID tokens are signed with. */
  readonly signWith?: SigningKey;
  /** The ID token as a whole. */
  readonly idToken?: (unsigned: Unsigned, honest: string) => unknown;
  /** The published keys. */
  readonly keys?: readonly unknown[];
  /** The published keys from the second request on: the provider rotates them. */
  readonly keysLater?: readonly unknown[];
  /** Members of the token endpoint's answer. */
  readonly answer?: Record<string, unknown>;
  /** What it is padded to, with spaces. */
  readonly answerBytes?: number;
  readonly answerStatus?: number;
  /** Headers of the token endpoint's answer. */
  readonly answerHeaders?: Record<string, string>;
  /** What UserInfo says, beside the person's `sub`. */
  readonly userInfo?: Record<string, unknown>;
  /** Answers in the provider's place, by `METHOD /path`. */
  readonly raw?: Readonly<
    Record<string, (request: IncomingMessage, response: ServerResponse) => void>
  >;
}

/** Stands in every text that a row wants to get onto the screen or into the log. */
export const evil = 'Evil-Text';
