import type { Account, AuthState } from '../../shared/auth-state';
import type { AuthService } from '../auth/auth-service';
import type { ApiClient } from './api-client';

/**
 * Cancels pending calls when another account, or none, is in use: a response to one user's call is never
 * given to another user (SEC-61). A pending sign-in of a second account changes nothing.
 */
export function endWithAccount(
  auth: Pick<AuthService, 'state' | 'onChange'>,
  client: Pick<ApiClient, 'cancelAll'>,
): void {
  let current = identityOf(inUse(auth.state));
  auth.onChange((state) => {
    const next = identityOf(inUse(state));
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

function identityOf(account: Account | null): string | null {
  return account === null
    ? null
    : JSON.stringify([account.issuer, account.clientId, account.subject]);
}
