import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startUserPool, type UserPoolOptions } from '@repo/local-user-pool';
import { RefreshingClient } from './client';

/** Milliseconds. */
export interface Latency {
  readonly median: number;
  readonly p95: number;
}

/** Of so many refreshes one after the other, with a hundred before that don't count. */
export async function refreshLatency(
  refreshes: number,
  options: UserPoolOptions = {},
  otherSignIns = 0,
): Promise<Latency> {
  const pool = await startUserPool(options);
  for (let i = 0; i < otherSignIns; i++) (await RefreshingClient.signIn(pool)).close();
  const client = await RefreshingClient.signIn(pool);
  const times: number[] = [];
  for (let i = -100; i < refreshes; i++) {
    const took = await client.refresh();
    if (i >= 0) times.push(took);
  }
  client.close();
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * times.length)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** The same with rotation and a data file, which is written anew at each refresh. */
export async function savedRefreshLatency(refreshes: number, otherSignIns: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-bench-'));
  try {
    const dataFile = path.join(folder, 'pool.json');
    const options = { dataFile, refreshTokenRotation: { graceSeconds: 0 } };
    return await refreshLatency(refreshes, options, otherSignIns);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
