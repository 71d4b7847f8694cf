import type { SessionLimits } from '../config/types';
import type { StoredAccount } from './ports';

/** What is known of a session's age. Milliseconds; points in time since the epoch. */
type Age = Pick<StoredAccount, 'startedAt' | 'lastActiveAt'>;

/**
 * Whether the session has to end now (SEC-60): too old since the person proved who they are, or left
 * alone for too long.
 *
 * @param now in ms since the epoch
 */
export function isOverLimit({ startedAt, lastActiveAt }: Age, limits: SessionLimits, now: number) {
  const { absoluteMs, idleMs } = limits;
  return (
    (absoluteMs !== null && now - startedAt >= absoluteMs) ||
    (idleMs !== null && now - lastActiveAt >= idleMs)
  );
}

/**
 * When the session ends whatever the person does: at the absolute limit, when the refresh token runs out,
 * which a rotated one does at the same moment as the first (SEC-57), or without one at `lastToken`.
 *
 * @param lastToken when the access token expires that nothing follows, in ms since the epoch
 * @returns in ms since the epoch; `null`: nobody knows
 */
export function endOf(
  startedAt: number,
  { absoluteMs, refreshTokenMs }: SessionLimits,
  lastToken: number | null,
): number | null {
  const ends = [absoluteMs, refreshTokenMs].map((ms) => (ms === null ? null : startedAt + ms));
  const known = [...ends, lastToken].filter((end) => end !== null);
  return known.length === 0 ? null : Math.min(...known);
}
