import type { Account, AuthState } from '../../shared/auth-state';
import type { AuthService } from '../auth/auth-service';
import type { ApiClient } from './api-client';

/**
 * Ends the calls under way whenever another account is in use, or none: what was asked as one person is
 * never answered to another (SEC-61). A sign-in that is going on beside an account changes nothing.
 */
export function endWithAccount(
  auth: Pick<AuthService, 'state' | 'onChange'>,
  client: Pick<ApiClient, 'cancelAll'>,
): void {
  let current = nameOf(inUse(auth.state));
  auth.onChange((state) => {
    const next = nameOf(inUse(state));
    if (next !== current) client.cancelAll('api-account-changed');
    current = next;
  });
}

function inUse(state: AuthState): Account | null {
  switch (state.kind) {
    case 'signed-in':
    case 'restoring':
      return state.account;
    case 'signing-in':
      return state.current;
    default:
      return null;
  }
}

function nameOf(account: Account | null): string | null {
  return account === null
    ? null
    : JSON.stringify([account.issuer, account.clientId, account.subject]);
}
