import { vi } from 'vitest';

/** Waits until `check` throws no more: seldom longer than a moment, but with the patience of a busy machine. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000, interval: 10 });
}
