import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { AccessToken } from './access-token';

const hour = 3_600_000;

let clock: ManualClock;
let token: AccessToken;
beforeEach(() => {
  clock = new ManualClock();
  token = new AccessToken('secret', hour, clock.monotonic(), clock);
});

describe('SEC-56: how long an access token is good', () => {
  it('counts down, and stays at an end', () => {
    expect(token.remainingMs).toBe(hour);
    clock.advance(hour - 1);
    expect(token.remainingMs).toBe(1);
    clock.advance(2);
    expect(token.remainingMs).toBe(-1);
  });

  it('goes on while the computer sleeps and timers do not', () => {
    clock.sleep(hour);
    expect(token.remainingMs).toBe(0);
  });

  it('is not made longer by a date that is turned back', () => {
    clock.advance(hour);
    clock.sleep(-24 * hour);
    expect(token.remainingMs).toBe(0);
  });

  it('counts from the request, not from the answer', () => {
    const requestedAt = clock.monotonic();
    clock.advance(5_000);
    const late = new AccessToken('secret', hour, requestedAt, clock);
    expect(late.remainingMs).toBe(hour - 5_000);
    expect(late.expiresAt).toBe(clock.now() + hour - 5_000);
  });
});

it('is given out on purpose only', () => {
  expect(`${JSON.stringify(token)} ${String(token)} ${Object.values(token)}`).not.toContain(
    'secret',
  );
  expect(token.reveal()).toBe('secret');
});
