import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { startTestPool } from '../testing/test-pool';

describe('an answer whose body', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());
  afterEach(() => pool.faults.clear());

  const discovery = '/.well-known/openid-configuration';
  const ask = (init?: RequestInit) => fetch(`${pool.issuer}${discovery}`, init);

  it('is slow takes its time, and comes whole', async () => {
    const whole = await (await ask()).text();
    const bytes = Math.ceil(whole.length / 4);
    pool.faults.set(discovery, { kind: 'slow-body', ms: 60, bytes });
    const started = performance.now();
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('json');
    expect(await response.text()).toBe(whole);
    expect(performance.now() - started).toBeGreaterThanOrEqual(170);
  });

  it('is slow has its headers at once, long before its end', async () => {
    pool.faults.set(discovery, { kind: 'slow-body', ms: 500 }, { times: 1 });
    const controller = new AbortController();
    const response = await ask({ signal: controller.signal });
    const end = response.text().then(
      () => 'all there',
      () => 'given up',
    );
    expect(await Promise.race([end, sleep(100, 'still coming')])).toBe('still coming');
    controller.abort();
    expect(await end).toBe('given up');
  });

  it('is slow can be given up, and the pool goes on', async () => {
    pool.faults.set(discovery, { kind: 'slow-body', ms: 20 }, { times: 1 });
    const controller = new AbortController();
    const response = await ask({ signal: controller.signal });
    controller.abort();
    await expect(response.text()).rejects.toMatchObject({ name: 'AbortError' });
    expect((await ask()).status).toBe(200);
  });

  it('is endless begins with the right one, and goes on while it is read', async () => {
    const whole = await (await ask()).text();
    pool.faults.set(discovery, { kind: 'endless-body' }, { times: 1 });
    const response = await ask();
    expect(response.status).toBe(200);
    let received = '';
    for await (const part of response.body ?? []) {
      received += Buffer.from(part).toString();
      if (received.length > 500_000) break;
    }
    expect(received.trimEnd()).toBe(whole);
    expect((await ask()).status).toBe(200);
  });

  it('is endless holds up neither the memory of the pool nor its end', async () => {
    const other = await startTestPool();
    other.faults.set(discovery, { kind: 'endless-body' });
    const response = await fetch(`${other.issuer}${discovery}`);
    const before = process.memoryUsage().rss;
    // Nobody reads: the pool has to wait.
    await sleep(300);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    const started = performance.now();
    await other.close();
    expect(performance.now() - started).toBeLessThan(1000);
    await expect(response.text()).rejects.toThrow();
  });
});
