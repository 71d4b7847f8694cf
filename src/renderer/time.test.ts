import { describe, expect, it } from 'vitest';
import { formatDistance, formatMoment, isoTime } from './time';

const now = new Date(2026, 10, 22, 14, 30).getTime();
const minute = 60_000;

describe('formatDistance', () => {
  it.each([
    [59.9 * minute, 'in 59 minutes'],
    [minute, 'in 1 minute'],
    [minute - 1, 'in less than a minute'],
    [0, 'in less than a minute'],
    [-1, 'just now'],
    [-3 * minute, '3 minutes ago'],
    [150 * minute, 'in 2 hours'],
    [-50 * 60 * minute, '2 days ago'],
  ])('of %d ms is "%s"', (distance, expected) => {
    expect(formatDistance(now + distance, now)).toBe(expected);
  });
});

describe('formatMoment', () => {
  it('gives the clock time of today, and the date too on any other day', () => {
    expect(formatMoment(now + minute, now)).toMatch(/31/);
    expect(formatMoment(now + minute, now)).not.toMatch(/22|2026/);
    expect(formatMoment(now - 24 * 60 * minute, now)).toMatch(/21.*2026/);
  });

  it('does not fail on a moment that is none', () => {
    expect(formatMoment(Number.NaN, now)).toBe('');
    expect(isoTime(Number.NaN)).toBeUndefined();
  });
});
