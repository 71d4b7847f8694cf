import type { Account } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import type { Config } from '../config/types';
import { AuthError } from './errors';
import { accountOf } from './id-token';
import type { OidcClient, Tokens } from './oidc-client';
import { keyOf, type RefreshTokenStore } from './refresh-token-store';

export interface RefreshOptions {
  readonly config: Config;
  readonly client: OidcClient;
  readonly store: RefreshTokenStore;
  readonly account: Account;
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

export interface Refreshed {
  readonly tokens: Tokens;
  /** As the new ID token says; the old one when there was none. */
  readonly account: Account;
  /** The keychain's refusal to take the new refresh token, or `null`. */
  readonly notice: Problem | null;
}

/**
 * One refresh: reads the refresh token, uses it, and has a rotated one in the keychain before the
 * new access token is given to anyone (SEC-52, RFC 9700 §4.14.2).
 *
 * @returns `null` when there is no refresh token.
 * @throws AuthError `session-ended` when the provider said `invalid_grant` and the store holds no
 *   other token; `subject-changed`; `keychain-*`; or the network's. Only the first two end a session.
 */
export async function refreshTokens(options: RefreshOptions): Promise<Refreshed | null> {
  const { config, store, startedAt } = options;
  const refreshToken = await store.get(keyOf(options.account));
  if (refreshToken === null) return null;
  const tokens = await redeem(refreshToken, options);
  const account = tokens.claims === null ? options.account : accountOf(tokens.claims, config);
  // With rotation off, Cognito sends none and the old one stays (SEC-57).
  const toSave = tokens.refreshToken ?? store.unsaved;
  const notice = toSave === null ? null : await store.save(account, startedAt, toSave);
  return { tokens, account, notice };
}

async function redeem(refreshToken: string, options: RefreshOptions): Promise<Tokens> {
  const { client, store, account, signal } = options;
  try {
    return await client.refresh(refreshToken, account.subject, signal);
  } catch (error) {
    if (!(error instanceof AuthError) || error.code !== 'session-ended') throw error;
    // SEC-54: perhaps it was rotated by someone else since we read it. Once, then we believe it.
    const current = await store.get(keyOf(account));
    if (current === null || current === refreshToken) throw error;
    return client.refresh(current, account.subject, signal);
  }
}
