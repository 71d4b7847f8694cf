import { beforeEach, expect, it } from 'vitest';
import { MemoryAccountIndex, MemoryLog } from '../../../tests/support/auth/fakes';
import type { AuthState } from '../../shared/auth-state';
import { AppError } from '../problems/app-error';
import { AccountList } from './accounts/account-list';
import { AuthStore } from './auth-store';

const signedOut: AuthState = { kind: 'signed-out', problem: null, others: [] };
const problem = new AppError('cancelled').toProblem();
const withProblem: AuthState = { ...signedOut, problem };
const begin = { isStarting: false };

let log: MemoryLog;
let store: AuthStore;
beforeEach(() => {
  log = new MemoryLog();
  const scope = { issuer: 'i', clientId: 'c', provider: 'p' };
  store = new AuthStore(new AccountList(new MemoryAccountIndex(), scope, log), log);
});

function listen(): AuthState[] {
  const heard: AuthState[] = [];
  store.onChange((state) => heard.push(state));
  return heard;
}

it('begins with nobody known yet', () => {
  expect(store.state).toEqual({ kind: 'restoring', account: null });
  expect(store.active).toBeNull();
});

it('tells listeners about each change, and not about what stays the same', () => {
  const heard = listen();
  store.update(begin);
  store.update({ ...begin });
  store.update();
  store.update({ problem });
  expect(heard).toEqual([signedOut, withProblem]);
  expect(store.state).toEqual(withProblem);
});

it('keeps what a patch does not name', () => {
  store.update({ ...begin, problem });
  store.update({ signingOut: null });
  expect(store.activity).toMatchObject({ isStarting: false, problem });
});

it('calls no listener that has stopped, and none after it was closed', () => {
  const heard: AuthState[] = [];
  const stop = store.onChange((state) => heard.push(state));
  const others = listen();
  stop();
  store.update(begin);
  store.close();
  store.update({ problem });
  expect(heard).toEqual([]);
  expect(others).toEqual([signedOut]);
});

it('a listener that fails stops no other', () => {
  store.onChange(() => {
    throw new Error('the window is gone');
  });
  const heard = listen();
  store.update(begin);
  expect(heard).toEqual([signedOut]);
  expect(log.lines.join()).toContain('auth.listener-failed');
});

it('a listener that changes the state again leaves no listener with the older one', () => {
  store.onChange((state) => {
    if (state.kind === 'signed-out' && state.problem === null) store.update({ problem });
  });
  const heard = listen();
  store.update(begin);
  expect(heard.at(-1)).toEqual(withProblem);
  expect(heard).toEqual([withProblem]);
});

it('a listener that stops while it is called is no trouble', () => {
  const stop = store.onChange(() => stop());
  const heard = listen();
  store.update(begin);
  store.update({ problem });
  expect(heard).toHaveLength(2);
});

it('a change that is not in the table is made, and logged', () => {
  const abort = new AbortController();
  store.update({
    ...begin,
    attempt: { abort, intent: 'sign-in', phase: 'waiting', flow: null, warning: null },
  });
  expect(store.state.kind).toBe('signing-in');
  expect(log.lines).toEqual(['auth.impossible-transition {"from":"restoring","to":"signing-in"}']);
});
