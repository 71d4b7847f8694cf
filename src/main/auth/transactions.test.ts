import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from './errors';
import { ManualClock } from './testing/fakes';
import { Transactions, transactionLifetimeMs } from './transactions';

const request = (state: string) => ({
  url: 'https://a',
  redirectUri: 'a.b://c',
  state,
  nonce: 'n',
  codeVerifier: 'v',
});

describe('transactions', () => {
  let clock: ManualClock;
  let transactions: Transactions;
  let expired: AppError[];
  const begin = (state: string) =>
    transactions.begin(request(state), (reason) => expired.push(reason));
  beforeEach(() => {
    clock = new ManualClock();
    transactions = new Transactions(clock);
    expired = [];
  });

  it('SEC-6: a state works once; then it is known as used', () => {
    begin('one');
    expect(transactions.take('one')).toEqual({ kind: 'pending', request: request('one') });
    expect(transactions.take('one')).toEqual({ kind: 'replayed' });
    expect(clock.pending).toEqual([]);
  });

  it('SEC-6: a stranger does not use the pending one up', () => {
    begin('one');
    expect(transactions.take('other')).toEqual({ kind: 'unknown' });
    expect(transactions.take('').kind).toBe('unknown');
    expect(transactions.take('one').kind).toBe('pending');
  });

  it('SEC-20: one is pending at most', () => {
    begin('one');
    expect(() => begin('two')).toThrow(expect.objectContaining({ code: 'internal' }));
    transactions.cancel();
    begin('two');
    expect(transactions.take('one').kind).toBe('unknown');
    expect(transactions.take('two').kind).toBe('pending');
  });

  it('SEC-20: it expires after five minutes', () => {
    expect(transactionLifetimeMs).toBe(300_000);
    begin('one');
    clock.advance(transactionLifetimeMs - 1);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired.map(({ code }) => code)).toEqual(['timed-out']);
    expect(transactions.take('one').kind).toBe('unknown');
  });

  it('SEC-25: nothing is accepted before a sign-in, nor after it was given up', () => {
    expect(transactions.take('one').kind).toBe('unknown');
    begin('one');
    transactions.cancel();
    expect(transactions.take('one').kind).toBe('unknown');
    expect(transactions.takeAny()).toBeNull();
  });

  it('an answer without state uses up whatever is pending', () => {
    expect(transactions.takeAny()).toBeNull();
    begin('one');
    expect(transactions.takeAny()).toEqual(request('one'));
    expect(transactions.take('one').kind).toBe('replayed');
  });

  it('remembers the last hundred used states', () => {
    for (let index = 0; index <= 100; index++) {
      begin(`state ${index}`);
      transactions.take(`state ${index}`);
    }
    expect(transactions.take('state 0').kind).toBe('unknown');
    expect(transactions.take('state 1').kind).toBe('replayed');
    expect(transactions.take('state 100').kind).toBe('replayed');
  });
});
