import { expect, it, vi } from 'vitest';
import { storedAccount } from '../../../tests/support/auth/stored';
import type { Account, AuthState } from '../../shared/auth-state';
import { endWithAccount } from './end-with-account';

const { account } = storedAccount('ann');
const inUse = (changes: Partial<Account> = {}): AuthState => ({
  kind: 'restoring',
  account: { ...account, ...changes },
});

/** Whether the pending calls are cancelled when the state changes so. */
function isCancelledBy(next: AuthState): boolean {
  const cancelAll = vi.fn();
  const listeners: ((state: AuthState) => void)[] = [];
  const onChange = (listener: (state: AuthState) => void) => {
    listeners.push(listener);
    return () => undefined;
  };
  endWithAccount({ state: inUse(), onChange }, { cancelAll });
  for (const listener of listeners) listener(next);
  return cancelAll.mock.calls.length > 0;
}

it.each(['issuer', 'clientId', 'subject'])(
  'SEC-61: calls end with the account when its %s changes, though its e-mail address stays',
  (part) => {
    expect(isCancelledBy(inUse({ [part]: 'https://other.example' }))).toBe(true);
  },
);

it('SEC-61: calls go on when the user’s name and e-mail address change', () => {
  expect(isCancelledBy(inUse({ name: 'Ann', email: 'new@example.com' }))).toBe(false);
});
