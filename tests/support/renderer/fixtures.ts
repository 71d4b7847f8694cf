import type { AppInfo } from '../../../src/shared/api';
import type {
  Account,
  AuthState,
  OtherAccount,
  SessionTimes,
} from '../../../src/shared/auth-state';
import { identity } from '../../../src/shared/identity';
import type { Problem } from '../../../src/shared/problem';

/** States to draw and to test with. */

export const info: AppInfo = {
  name: identity.productName,
  version: '0.1.0',
  canSignUp: true,
  flows: ['embedded-window'],
  identityProviders: [],
  canSignOutEverywhere: false,
  providerHost: 'example.auth.eu-west-1.amazoncognito.com',
  apiOrigins: [],
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

/** A name and an address that read from right to left. */
export const yael: Account = {
  ...ada,
  subject: '4d5c8e6a-0000-4000-8000-000000000003',
  name: 'יעל כהן',
  email: 'yael@דוגמה.example',
  groups: [],
};

export const ben: Account = {
  ...ada,
  subject: '4d5c8e6a-0000-4000-8000-000000000004',
  username: 'ben',
  name: 'Ben Okafor',
  email: 'ben.okafor@example.com',
  groups: ['support'],
};

/** As another account of this computer: its id is as long as a real one. */
export function other(account: Account): OtherAccount {
  return { id: account.subject.padStart(43, 'x'), account };
}

/** As many as nobody should have, each with a name of their own. */
export function many(count: number): readonly OtherAccount[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    const subject = `5e6d9f7b-0000-4000-8000-0000000001${number}`;
    const [name, email] = [`Person ${number}`, `person-${number}@example.com`];
    return other({ ...ada, subject, username: name, name, email });
  });
}

/** All that a name can be: none, in another direction, too long, and plain. */
export const others: readonly OtherAccount[] = [
  other(ben),
  other(yael),
  other({ ...nobody, subject: '7a8b9c0d-0000-4000-8000-000000000005' }),
  other(longest),
];

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

const sessionEnded: Problem = {
  code: 'session-ended',
  message: 'Your session has ended.',
  hint: 'Sign in again to go on.',
  retryable: true,
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
        source: '/home/someone/.config/app/config.json',
        problem: 'is missing',
        expected: 'the app client’s id: 1 to 128 letters and digits',
      },
    ],
  },
  restoring: { kind: 'restoring', account: ada },
  signedOut: { kind: 'signed-out', problem: null, others: [] },
  signedOutProblem: { kind: 'signed-out', problem: unreachable, others: [] },
  signedOutOthers: { kind: 'signed-out', problem: null, others: [other(ada), other(ben)] },
  signedOutOthersProblem: { kind: 'signed-out', problem: sessionEnded, others: [other(ben)] },
  waiting: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'waiting',
    flow: 'embedded-window',
    warning: null,
    current: null,
  },
  waitingWarning: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'waiting',
    flow: 'embedded-window',
    warning: stateMismatch,
    current: null,
  },
  finishing: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'finishing',
    flow: 'embedded-window',
    warning: null,
    current: null,
  },
  adding: {
    kind: 'signing-in',
    intent: 'sign-in',
    phase: 'waiting',
    flow: 'embedded-window',
    warning: null,
    current: ada,
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
    problem: null,
    others: [],
    ...changes,
  };
}

const day = 24 * 60 * 60_000;

/** Every state, and what can be the matter with it, at `now`. */
export function everyState(now: number): Record<string, AuthState> {
  const ending = { ...session(now), startedAt: now - 29.2 * day, endsAt: now + 0.8 * day };
  return {
    ...states,
    signedIn: signedIn(now),
    signedInNotice: signedIn(now, { notice: unreachable, refreshing: true }),
    signedInLongest: signedIn(now, { account: longest, notice: unreachable }),
    signedInNobody: signedIn(now, { account: nobody }),
    signedInEmail: signedIn(now, { account: { ...ada, name: null, groups: [] } }),
    signedInOthers: signedIn(now, { others }),
    signedInFifty: signedIn(now, { others: many(50) }),
    signedInOffline: signedIn(now, { offline: true, notice: unreachable, others: [other(ben)] }),
    signedInEnding: signedIn(now, { session: ending, others: [other(ben)] }),
    signedInEnds: signedIn(now, { session: { ...ending, endsAt: now + 20 * day } }),
    signedInProblem: signedIn(now, { problem: unreachable, others: many(2) }),
  };
}
