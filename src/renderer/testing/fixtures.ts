import type { AppInfo } from '../../shared/api';
import type { Account, AuthState, SessionTimes } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';

/** States to draw and to test with. */

export const info: AppInfo = {
  name: 'Cognito Desktop',
  version: '0.1.0',
  canSignUp: true,
  canSignOutEverywhere: false,
  providerHost: 'example.auth.eu-west-1.amazoncognito.com',
};

export const ada: Account = {
  issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example',
  clientId: '1example23456789',
  subject: '4d5c8e6a-0000-4000-8000-000000000001',
  username: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  groups: ['admins', 'engineering'],
};

/** Everything as long as a provider can make it. */
export const longest: Account = {
  ...ada,
  subject: '4d5c8e6a-0000-4000-8000-000000000002',
  name: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4),
  email: `${'a-very-long-mailbox-name'.repeat(4)}@${'subdomain.'.repeat(8)}example.com`,
  groups: [
    'one-single-group-name-that-has-no-place-to-break-and-goes-on-and-on-for-a-hundred-letters-and-more',
    ...Array.from({ length: 99 }, (_, index) => `group-${index + 1}`),
  ],
};

/** A provider that tells nothing but the subject. */
export const nobody: Account = { ...ada, username: null, name: null, email: null, groups: [] };

/** A session that began five minutes before `now`, with an access token that lives 59 minutes more. */
export function session(now: number): SessionTimes {
  return {
    startedAt: now - 5 * 60_000,
    accessTokenExpiresAt: now + 59.5 * 60_000,
    endsAt: null,
  };
}

export const unreachable: Problem = {
  code: 'provider-unreachable',
  message: 'The sign-in service cannot be reached.',
  hint: 'Check your network connection and any proxy or VPN, then try again.',
  retryable: true,
};

const stateMismatch: Problem = {
  code: 'state-mismatch',
  message: 'An answer that does not belong to this sign-in was ignored.',
  hint: 'You can go on signing in. If you did not expect this, cancel and start again.',
  retryable: false,
};

export const states = {
  misconfigured: {
    kind: 'misconfigured',
    problems: [
      {
        key: 'domain',
        source: 'environment COGNITO_DOMAIN',
        problem: 'is not an https address',
        expected: 'https://NAME.auth.REGION.amazoncognito.com',
      },
      {
        key: 'clientId',
        source: '/home/someone/.config/cognito-desktop/config.json',
        problem: 'is missing',
        expected: 'the app client’s id: 1 to 128 letters and digits',
      },
    ],
  },
  restoring: { kind: 'restoring', account: ada },
  signedOut: { kind: 'signed-out', problem: null, others: [] },
  signedOutProblem: { kind: 'signed-out', problem: unreachable, others: [] },
  waiting: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'waiting',
    warning: null,
    current: null,
  },
  waitingWarning: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'waiting',
    warning: stateMismatch,
    current: null,
  },
  finishing: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'finishing',
    warning: null,
    current: null,
  },
  signingOut: { kind: 'signing-out', account: ada },
} as const satisfies Record<string, AuthState>;

/** Signed in at `now` (milliseconds since the epoch). */
export function signedIn(
  now: number,
  changes: Partial<Extract<AuthState, { kind: 'signed-in' }>> = {},
): Extract<AuthState, { kind: 'signed-in' }> {
  return {
    kind: 'signed-in',
    account: ada,
    session: session(now),
    refreshing: false,
    offline: false,
    notice: null,
    others: [],
    ...changes,
  };
}
