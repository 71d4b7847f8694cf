import { identity } from '../shared/identity';

/**
 * Every word of the interface, so that a translation is one more file like this one. Problems bring
 * their own sentences from the main process; dates and clock times follow the person's locale.
 */
export const strings = {
  /** BCP 47 tag of the language below, for words that Intl makes ("in 59 minutes"). */
  language: 'en',
  productName: identity.productName,
  footer: (name: string, version: string) => `${name} ${version}`,

  /** Spoken by a screen reader when the state changes. */
  announcements: {
    misconfigured: 'Settings need attention.',
    restoring: 'Looking for your last session.',
    'signed-out': 'You are signed out.',
    waiting: 'Waiting for you at the sign-in page.',
    finishing: 'Finishing.',
    'signed-in': 'You are signed in.',
    refreshing: 'Refreshing.',
    'signing-out': 'Leaving.',
  },

  time: { soon: 'in less than a minute', justNow: 'just now' },
  starting: 'Starting',
  misconfigured: {
    heading: 'Settings need attention',
    lead: (count: number) =>
      count === 1
        ? 'One setting has to be fixed before anyone can sign in.'
        : `${count} settings have to be fixed before anyone can sign in.`,
    list: 'Settings to fix',
    source: 'From',
    expected: 'Expected',
    where:
      'Settings are read from COGNITO_… environment variables, then from the file given with --config, then from config.json in the app’s data folder. Fix them, then start the app again.',
  },
  restoring: { heading: 'One moment', status: 'Checking your session…' },
  signedOut: {
    heading: 'Welcome',
    lead: `Sign in to continue to ${identity.productName}.`,
    signIn: 'Sign in',
    createAccount: 'Create account',
    /** Stands before the host name. */
    provider: 'You will sign in at',
  },
  signingIn: {
    heading: 'Signing in',
    waiting: {
      'sign-in': 'Use the window that just opened to sign in.',
      'sign-up': 'Use the window that just opened to create your account.',
    },
    finishing: 'Almost there…',
    cancel: 'Cancel',
    escape: 'or press Esc',
  },
  signedIn: {
    /** Heading for a person of whom we know neither name, e-mail nor username. */
    unnamed: 'Signed in',
    groups: 'Groups',
    since: 'Signed in since',
    accessToken: {
      expires: 'Access token expires',
      expired: 'Access token expired',
      absent: 'Access token',
      absentWhy: 'None while offline',
    },
    refresh: 'Refresh',
    signOut: 'Sign out',
  },
  signingOut: { status: 'Signing out…' },
  problem: { code: 'Code', tryAgain: 'Try again', dismiss: 'Dismiss' },
  failed: {
    heading: 'This window stopped working',
    text: 'Something unexpected happened. Reloading the window does not sign you out.',
    reload: 'Reload',
  },
} as const;
