import type { ServerMetadata } from 'openid-client';
import { AppError } from '../../problems/app-error';
import type { Tokens } from './token-response';

/** A refresh token, and the origins that it may be sent to (SEC-73). */
export interface BoundToken {
  readonly refreshToken: string;
  /** `null`: it was saved by a version that recorded none. */
  readonly origins: readonly string[] | null;
}

/**
 * The text that is saved for a refresh token: its origins, a line break, the token. An RFC 6749 refresh token
 * has no line break (appendix A.17), so a text without one is a token that has no origins yet.
 */
export function bind(refreshToken: string, origins: readonly string[]): string {
  return `${origins.join(' ')}\n${refreshToken}`;
}

export function unbind(saved: string): BoundToken {
  const end = saved.indexOf('\n');
  if (end < 0) return { refreshToken: saved, origins: null };
  return { refreshToken: saved.slice(end + 1), origins: saved.slice(0, end).split(' ') };
}

/** The origins that a refresh token from this provider is bound to at the sign-in. */
export function tokenReceivers({
  token_endpoint,
  revocation_endpoint,
}: ServerMetadata): readonly string[] {
  const endpoints = [token_endpoint, revocation_endpoint].filter((each) => each !== undefined);
  return [...new Set(endpoints.map((each) => new URL(each).origin))];
}

/** @throws AppError `token-endpoint-moved` if the token may not be sent to `endpoint` */
export function checkReceiver({ origins }: BoundToken, endpoint: string): void {
  const { origin, host } = new URL(endpoint);
  if (origins !== null && !origins.includes(origin)) {
    throw new AppError('token-endpoint-moved', { detail: { host } });
  }
}

/** The same with the refresh token bound. */
export function boundTokens(tokens: Tokens, origins: readonly string[]): Tokens {
  const { refreshToken } = tokens;
  return refreshToken === null ? tokens : { ...tokens, refreshToken: bind(refreshToken, origins) };
}
