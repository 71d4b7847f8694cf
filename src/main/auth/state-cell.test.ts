import { beforeEach, expect, it } from 'vitest';
import type { AuthState } from '../../shared/auth-state';
import { AppError } from './errors';
import { StateCell } from './state-cell';
import { MemoryLog } from './testing/fakes';

const restoring: AuthState = { kind: 'restoring', account: null };
const signedOut: AuthState = { kind: 'signed-out', problem: null, others: [] };
const withProblem: AuthState = { ...signedOut, problem: new AppError('cancelled').toProblem() };

let log: MemoryLog;
let cell: StateCell;
beforeEach(() => {
  log = new MemoryLog();
  cell = new StateCell(restoring, log);
});

function listen(): AuthState[] {
  const heard: AuthState[] = [];
  cell.onChange((state) => heard.push(state));
  return heard;
}

it('tells of each change, and of nothing that is the same', () => {
  const heard = listen();
  cell.set(signedOut);
  cell.set({ ...signedOut });
  cell.set(withProblem);
  expect(heard).toEqual([signedOut, withProblem]);
  expect(cell.current).toEqual(withProblem);
});

it('tells nobody who has stopped listening, and nobody after it was cleared', () => {
  const heard: AuthState[] = [];
  const stop = cell.onChange((state) => heard.push(state));
  const others = listen();
  stop();
  cell.set(signedOut);
  cell.clear();
  cell.set(withProblem);
  expect(heard).toEqual([]);
  expect(others).toEqual([signedOut]);
});

it('a listener that fails stops nobody else', () => {
  cell.onChange(() => {
    throw new Error('the window is gone');
  });
  const heard = listen();
  cell.set(signedOut);
  expect(heard).toEqual([signedOut]);
  expect(log.lines.join()).toContain('auth.listener-failed');
});

it('a listener that changes the state again leaves nobody with the older one', () => {
  cell.onChange((state) => {
    if (state === signedOut) cell.set(withProblem);
  });
  const heard = listen();
  cell.set(signedOut);
  expect(heard.at(-1)).toEqual(withProblem);
  expect(heard).toEqual([withProblem]);
});

it('a listener that stops while it is told is no trouble', () => {
  const stop = cell.onChange(() => stop());
  const heard = listen();
  cell.set(signedOut);
  cell.set(withProblem);
  expect(heard).toHaveLength(2);
});
