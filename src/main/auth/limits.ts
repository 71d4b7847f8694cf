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
 * When the session ends whatever the person does: at the absolute limit, or when the refresh token runs
 * out, which a rotated one does at the same moment as the first (SEC-57). `null`: nobody knows.
 */
export function endOf(startedAt: number, limits: SessionLimits): number | null {
  const { absoluteMs, refreshTokenMs } = limits;
  const lifetimes = [absoluteMs, refreshTokenMs].filter((ms) => ms !== null);
  return lifetimes.length === 0 ? null : startedAt + Math.min(...lifetimes);
}
