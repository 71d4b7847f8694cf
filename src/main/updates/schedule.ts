import type { Clock } from '../util/clock';

const minute = 60_000;
const hour = 60 * minute;

export interface ScheduleOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** From 0 to 1: computers that were started together must not ask together. */
  readonly random: () => number;
  readonly isOnline: () => boolean;
  readonly check: () => Promise<void>;
}

/**
 * Looks for updates soon after the start, when the sign-in has what it needs of the network, and every three
 * to five hours from then on. There is one timer at a time, set when the last check is over: a computer that
 * sleeps and wakes makes no more checks than one that stays awake.
 *
 * @returns the function that ends it
 */
export function scheduleChecks({ clock, random, isOnline, check }: ScheduleOptions): () => void {
  let cancel = () => {};
  let isOver = false;
  const next = (ms: number) => {
    if (!isOver) cancel = clock.after(ms, () => void look().catch(() => {}));
  };
  const look = async () => {
    try {
      if (isOnline()) await check();
    } finally {
      next(3 * hour + random() * 2 * hour);
    }
  };
  next(minute / 2 + random() * minute);
  return () => {
    isOver = true;
    cancel();
  };
}
