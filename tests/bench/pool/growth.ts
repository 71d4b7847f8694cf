import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startUserPool } from '@repo/local-user-pool';
import { RefreshingClient } from './client';

const windows = 5;

/**
 * How much the heap grows with each refresh, in bytes: the pool rotates without grace, so that what it has
 * to remember stays the same. Pool and client share the process, so a leak of either is seen.
 * @param refreshes how many are measured, after some to warm up
 * @returns the median of five windows: a leak is in all of them, what is compiled or cached once in few
 */
export async function growthPerRefresh(refreshes: number): Promise<number> {
  const pool = await startUserPool({ refreshTokenRotation: { graceSeconds: 0 } });
  const client = await RefreshingClient.signIn(pool);
  const refresh = async (times: number) => {
    for (let i = 0; i < times; i++) await client.refresh();
  };
  // Fills what is kept up to a number, such as the request log.
  await refresh(Math.min(refreshes / 2, 1000));
  const heaps = [await settledHeap()];
  for (let window = 0; window < windows; window++) {
    await refresh(refreshes / windows);
    heaps.push(await settledHeap());
  }
  client.close();
  await pool.close();
  const growths = heaps.slice(1).map((heap, window) => heap - (heaps[window] ?? 0));
  growths.sort((one, other) => one - other);
  return (growths[Math.floor(windows / 2)] ?? Number.NaN) / (refreshes / windows);
}

/** Bytes in use once everything that can be collected is. */
async function settledHeap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}
