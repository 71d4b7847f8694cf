import { strings } from './strings';

/**
 * A moment in the person's own locale: the clock time alone when it is on the day of `now`, else
 * with its date. Both in milliseconds since the epoch; empty for a moment that no date can hold.
 */
export function formatMoment(at: number, now: number): string {
  if (isoTime(at) === undefined) return '';
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    ...(sameDay ? {} : { dateStyle: 'medium' }),
  }).format(at);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "in 59 minutes", "2 hours ago", "in less than a minute": in the language of the interface. */
export function formatDistance(at: number, now: number): string {
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < minute) return distance < 0 ? strings.time.justNow : strings.time.soon;
  const words = new Intl.RelativeTimeFormat(strings.language);
  if (size < hour) return words.format(Math.trunc(distance / minute), 'minute');
  if (size < day) return words.format(Math.trunc(distance / hour), 'hour');
  return words.format(Math.trunc(distance / day), 'day');
}

/** For `<time dateTime>`; a moment outside what a date can hold gives no attribute. */
export function isoTime(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
