import { describe, expect, it } from 'vitest';
import { isEndingSoon } from './session-end';

const hour = 3_600_000;
const day = 24 * hour;
const startedAt = 1_800_000_000_000;

/** Whether a session that lasts this long is said to end soon when this much of it is left. In ms. */
const soon = (whole: number, left: number) =>
  isEndingSoon(
    { startedAt, accessTokenExpiresAt: null, endsAt: startedAt + whole },
    startedAt + whole - left,
  );

describe('isEndingSoon', () => {
  it.each([
    ['eight hours', 8 * hour, 0.8 * hour],
    ['a week', 7 * day, day],
    ['thirty days', 30 * day, 3 * day],
    ['ten years', 3650 * day, 7 * day],
  ])('in a session of %s, begins where it should', (_, whole, notice) => {
    expect(soon(whole, notice + 1)).toBe(false);
    expect(soon(whole, notice - 1)).toBe(true);
  });

  it('when the end has passed, and nobody has noticed yet', () => {
    expect(soon(8 * hour, -1)).toBe(true);
  });

  it('never, when nobody knows the end', () => {
    expect(isEndingSoon({ startedAt, accessTokenExpiresAt: null, endsAt: null }, startedAt)).toBe(
      false,
    );
  });
});
