import type { SessionTimes } from '../shared/auth-state';

const day = 24 * 60 * 60_000;
const week = 7 * day;

/**
 * Whether the session ends soon enough to say so: its last tenth has begun, or the last day of one that
 * lasts for a week or more. Never earlier than a week before, which a tenth of ten years would be.
 *
 * @param now in ms since the epoch
 */
export function isEndingSoon({ startedAt, endsAt }: SessionTimes, now: number): boolean {
  if (endsAt === null) return false;
  const whole = endsAt - startedAt;
  const notice = Math.min(week, Math.max(whole / 10, whole >= week ? day : 0));
  return endsAt - now < notice;
}
