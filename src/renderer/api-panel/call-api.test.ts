import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiProgress, ApiRequest, ApiResult } from '../../shared/api-call';
import { callApi } from './call-api';

const done: ApiResult = { ok: true, answer: { status: 204, headers: {}, body: new Uint8Array() } };
let requests: ApiRequest[];
let cancelled: string[];
let listeners: Set<(progress: ApiProgress) => void>;
let settle: (result: ApiResult | Error) => void;
const api = {
  request: (request: ApiRequest) => {
    requests.push(request);
    return new Promise<ApiResult>((resolve, reject) => {
      settle = (result) => (result instanceof Error ? reject(result) : resolve(result));
    });
  },
  cancelRequest: async (id: string) => void cancelled.push(id),
  onRequestProgress: (listener: (progress: ApiProgress) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
beforeEach(() => {
  [requests, cancelled, listeners] = [[], [], new Set()];
});

const tell = (id: string, received: number) => {
  for (const listener of listeners) {
    listener({ id, sent: 0, toSend: 0, received, toReceive: null });
  }
};

describe('a call from the page', () => {
  it('has an id of its own, and gives what came of it', async () => {
    for (let call = 0; call < 2; call++) {
      const result = callApi(api, { method: 'GET', path: '/me' });
      settle(done);
      expect(await result).toBe(done);
    }
    expect(requests[0]).toEqual({ method: 'GET', path: '/me', id: expect.stringMatching(/./) });
    expect(requests[0]?.id).not.toBe(requests[1]?.id);
  });

  it('tells of its own progress, and of no other call’s, until it is over', async () => {
    const told: number[] = [];
    const onProgress = ({ received }: ApiProgress) => void told.push(received);
    const call = callApi(api, { method: 'GET', path: '/' }, { onProgress });
    tell(requests[0]?.id ?? '', 1);
    tell('another', 2);
    settle(done);
    expect(await call).toBe(done);
    tell(requests[0]?.id ?? '', 3);
    expect(told).toEqual([1]);
    expect(listeners.size).toBe(0);
  });

  it('is ended by its signal while it is under way', async () => {
    const abort = new AbortController();
    const call = callApi(api, { method: 'GET', path: '/' }, { signal: abort.signal });
    expect(cancelled).toEqual([]);
    abort.abort();
    expect(cancelled).toEqual([requests[0]?.id]);
    settle(done);
    await call;
  });

  it('is ended by a signal that was there before, and not by one that comes after', async () => {
    const before = callApi(api, { method: 'GET', path: '/' }, { signal: AbortSignal.abort() });
    expect(cancelled).toEqual([requests[0]?.id]);
    settle(done);
    await before;
    const abort = new AbortController();
    const after = callApi(api, { method: 'GET', path: '/' }, { signal: abort.signal });
    settle(done);
    await after;
    abort.abort();
    expect(cancelled).toHaveLength(1);
  });

  it('leaves no listener behind when the contract is broken', async () => {
    const call = callApi(api, { method: 'GET', path: '/' });
    settle(new Error('broken contract'));
    await expect(call).rejects.toThrow('broken contract');
    expect(listeners.size).toBe(0);
  });
});
