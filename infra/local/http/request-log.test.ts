import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { type RequestRecord, recordRequests } from './request-log';

it('keeps the last thousand requests', async () => {
  const requests: RequestRecord[] = [];
  const app = new Hono().use(recordRequests(requests, () => 7)).get('*', (c) => c.text('ok'));
  for (let i = 0; i < 1005; i++) await app.request(`/${i}?secret=x`);
  expect(requests).toHaveLength(1000);
  expect(requests[0]).toEqual({ method: 'GET', path: '/5', at: 7 });
  expect(requests.at(-1)).toEqual({ method: 'GET', path: '/1004', at: 7 });
});
