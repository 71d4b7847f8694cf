import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../problems/app-error';
import { BusyServer } from '../provider/limited-fetch';
import { isWorthRetrying, retryDelayMs } from './back-off';

const busy = (retryAfter: string) =>
  new AppError('provider-invalid-response', { cause: new BusyServer(429, retryAfter, 0) });

describe('SEC-55: back-off', () => {
  it('doubles from two seconds to five minutes, half of it by chance', () => {
    for (const [attempt, ceiling] of [2_000, 4_000, 8_000, 16_000].entries()) {
      for (let run = 0; run < 50; run++) {
        const delay = retryDelayMs(attempt + 1, null) ?? Number.NaN;
        expect(delay).toBeGreaterThanOrEqual(ceiling / 2);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }
    }
    expect(retryDelayMs(50, null)).toBeLessThanOrEqual(300_000);
    const delays = Array.from({ length: 20 }, () => retryDelayMs(5, null));
    expect(new Set(delays).size).toBeGreaterThan(10);
  });

  it('is as long as the dice say', () => {
    const dice = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    expect(retryDelayMs(1, null)).toBe(1_500);
    dice.mockRestore();
  });

  it('stops some time', () => {
    expect(retryDelayMs(100, null)).not.toBeNull();
    expect(retryDelayMs(101, null)).toBeNull();
  });

  it('waits as long as Retry-After says, up to an hour', () => {
    expect(retryDelayMs(1, busy('90'))).toBe(90_000);
    expect(retryDelayMs(1, busy('1'))).toBeGreaterThanOrEqual(1_000);
    expect(retryDelayMs(1, busy('999999'))).toBe(3_600_000);
  });

  it('is for what passes by itself', () => {
    const worth = (code: ConstructorParameters<typeof AppError>[0]) =>
      isWorthRetrying(new AppError(code));
    expect(worth('provider-unreachable')).toBe(true);
    expect(worth('provider-timeout')).toBe(true);
    expect(worth('certificate-invalid')).toBe(true); // a hotel's network, mostly
    expect(worth('keychain-locked')).toBe(false);
    expect(worth('client-rejected')).toBe(false);
    expect(isWorthRetrying(new Error('bug'))).toBe(false);
  });
});
