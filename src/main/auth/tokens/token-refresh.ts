import type { Account } from '../../../shared/auth-state';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { pause } from '../../util/async';
import type { Clock } from '../../util/clock';
import type { OidcClient } from '../provider/oidc-client';
import { renewedAccount, type Tokens } from '../provider/token-response';
import type { RefreshToken } from './refresh-token';

/** How long another process of the app may take to save the token that it has just been given, in ms. */
const otherProcessMs = 1_000;

export interface RefreshOptions {
  readonly config: Config;
  readonly client: OidcClient;
  readonly clock: Clock;
  readonly refreshToken: RefreshToken;
  readonly account: Account;
  readonly signal: AbortSignal;
}

export interface Refreshed {
  readonly tokens: Tokens;
  /** As the new ID token says; the old one when there was none. */
  readonly account: Account;
  /** The keychain's refusal to take the new refresh token, or `null`. */
  readonly refusal: AppError | null;
}

/**
 * One refresh: reads the refresh token, uses it, and has a rotated one in the keychain before anything
 * else is done with the response (SEC-52, RFC 9700 §4.14.2): a response whose ID token cannot be checked,
 * because the keys can't be fetched for instance, must not cost the session.
 *
 * @returns `null` when there is no refresh token.
 * @throws AppError `session-ended` when the provider said `invalid_grant` and the keychain holds no
 *   other token; `subject-changed`; `keychain-*`; or the network's. Only the first two end a session.
 */
export async function refreshTokens(options: RefreshOptions): Promise<Refreshed | null> {
  const { config, refreshToken, account } = options;
  const presented = await refreshToken.read();
  if (presented === null) return null;
  let refusal: AppError | null = null;
  const onRotated = async (rotated: string) => {
    refusal = await refreshToken.save(rotated);
  };
  const tokens = await redeem(presented, onRotated, options);
  return {
    tokens,
    account: tokens.claims === null ? account : renewedAccount(tokens.claims, config, account),
    // With rotation off, Cognito sends none and the old one stays (SEC-57).
    refusal: tokens.refreshToken === null ? await refreshToken.retry() : refusal,
  };
}

async function redeem(
  presented: string,
  onRotated: (rotated: string) => Promise<void>,
  options: RefreshOptions,
): Promise<Tokens> {
  const { client, account, signal } = options;
  try {
    return await client.refresh(presented, { subject: account.subject, onRotated, signal });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'session-ended') throw error;
    const newer = await newerToken(presented, options);
    if (newer === null) throw error;
    return client.refresh(newer, { subject: account.subject, onRotated, signal });
  }
}

/**
 * SEC-54: perhaps the token was rotated by another process since we read it, which may be about to save
 * its successor. The keychain is asked once more, and after a moment a last time; then we believe it.
 */
async function newerToken(
  presented: string,
  { refreshToken, clock, signal }: RefreshOptions,
): Promise<string | null> {
  const read = async () => {
    const current = await refreshToken.read();
    return current === presented ? null : current;
  };
  const newer = await read();
  if (newer !== null) return newer;
  await pause(otherProcessMs, clock, signal);
  return read();
}
