import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import type { AppError } from '../../problems/app-error';
import { PendingRequest, pendingRequestLifetimeMs } from './pending-request';

const request = (state: string) => ({
  url: 'https://a',
  redirectUri: 'a.b://c',
  state,
  nonce: 'n',
  codeVerifier: 'v',
});

describe('pending request', () => {
  let clock: ManualClock;
  let pending: PendingRequest;
  let expired: AppError[];
  const begin = (state: string) => pending.begin(request(state), (reason) => expired.push(reason));
  beforeEach(() => {
    clock = new ManualClock();
    pending = new PendingRequest(clock);
    expired = [];
  });

  it('SEC-6: a state works once; then it is known as used', () => {
    begin('one');
    expect(pending.take('one')).toEqual({ kind: 'pending', request: request('one') });
    expect(pending.take('one')).toEqual({ kind: 'replayed' });
    expect(clock.pending).toEqual([]);
  });

  it('SEC-6: a stranger does not use the pending one up', () => {
    begin('one');
    expect(pending.take('other')).toEqual({ kind: 'unknown' });
    expect(pending.take('').kind).toBe('unknown');
    expect(pending.take('one').kind).toBe('pending');
  });

  it('SEC-20: one is pending at most', () => {
    begin('one');
    expect(() => begin('two')).toThrow(expect.objectContaining({ code: 'internal' }));
    pending.cancel();
    begin('two');
    expect(pending.take('one').kind).toBe('unknown');
    expect(pending.take('two').kind).toBe('pending');
  });

  it('SEC-20, SEC-25: it expires after five minutes', () => {
    expect(pendingRequestLifetimeMs).toBe(300_000);
    begin('one');
    clock.advance(pendingRequestLifetimeMs - 1);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired.map(({ code }) => code)).toEqual(['timed-out']);
    expect(pending.take('one').kind).toBe('unknown');
  });

  it('SEC-25: nothing is accepted before a sign-in, nor after it was given up', () => {
    expect(pending.take('one').kind).toBe('unknown');
    begin('one');
    pending.cancel();
    expect(pending.take('one').kind).toBe('unknown');
    expect(pending.takeAny()).toBeNull();
  });

  it('an answer without state uses up whatever is pending', () => {
    expect(pending.takeAny()).toBeNull();
    begin('one');
    expect(pending.takeAny()).toEqual(request('one'));
    expect(pending.take('one').kind).toBe('replayed');
  });

  it('remembers the last hundred used states', () => {
    for (let index = 0; index <= 100; index++) {
      begin(`state ${index}`);
      pending.take(`state ${index}`);
    }
    expect(pending.take('state 0').kind).toBe('unknown');
    expect(pending.take('state 1').kind).toBe('replayed');
    expect(pending.take('state 100').kind).toBe('replayed');
  });
});
