import type { ApiProgress } from '../shared/api-call';
import { identity } from '../shared/identity';
import { formatBytes } from './api-panel/bytes';
import type { CallState } from './api-panel/useApiCall';

/** Cognito's names of social providers that do not read well (Cognito API reference, ProviderType). */
const providerNames: Readonly<Record<string, string>> = {
  COGNITO: 'e-mail and password',
  SignInWithApple: 'Apple',
  LoginWithAmazon: 'Amazon',
};

/** BCP 47 tag of the language below, for words that Intl makes ("in 59 minutes"). */
const language = 'en';

/**
 * Every word of the interface, so that a translation is one more file like this one. Problems bring
 * their own sentences from the main process; dates and clock times follow the person's locale.
 */
export const strings = {
  language,
  productName: identity.productName,
  footer: (name: string, version: string) => `${name} ${version}`,

  /** Spoken by a screen reader when the state changes. */
  announcements: {
    misconfigured: 'Settings need attention.',
    restoring: 'Looking for your last session.',
    /** After a launch, or a switch. */
    goingOn: (name: string) => `Going on as ${name}.`,
    'signed-out': (others: number) =>
      others === 0
        ? 'You are signed out.'
        : `You are signed out. Accounts on this computer: ${others}.`,
    waiting: 'Waiting for you at the sign-in page.',
    finishing: 'Finishing.',
    /** While another account is added. */
    stays: (name: string) => `${name} stays signed in meanwhile.`,
    'signed-in': (name: string, others: number) =>
      others === 0
        ? `You are signed in as ${name}.`
        : `You are signed in as ${name}. Other accounts: ${others}.`,
    refreshing: 'Refreshing.',
    'signing-out': 'Signing out.',
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
    leadWithAccounts: 'Go on with an account of this computer, or sign in with another one.',
    lead: `Sign in to continue to ${identity.productName}.`,
    signIn: 'Sign in',
    createAccount: 'Create account',
    continueWith: (provider: string) => `Continue with ${providerNames[provider] ?? provider}`,
    inBrowser: 'Use your browser instead',
    inWindow: 'Use a window of this app instead',
    /** Stands before the host name. */
    provider: 'You will sign in at',
  },
  signingIn: {
    heading: 'Signing in',
    opening: 'Opening the sign-in page…',
    inWindow: {
      'sign-in': 'Use the window that just opened to sign in.',
      'sign-up': 'Use the window that just opened to create your account.',
    },
    inBrowser: {
      'sign-in': 'Sign in on the page that just opened in your browser, then come back here.',
      'sign-up':
        'Create your account on the page that just opened in your browser, then come back here.',
    },
    showAgain: 'Open the page again',
    finishing: 'Almost there…',
    /** Follows the name of the person who is signed in meanwhile. */
    stays: 'stays signed in if you cancel.',
    cancel: 'Cancel',
    escape: 'or press Esc',
  },
  signedIn: {
    groups: 'Groups',
    since: 'Signed in since',
    accessToken: {
      expires: 'Access token expires',
      expired: 'Access token expired',
      absent: 'Access token',
      absentWhy: 'None while offline',
    },
    end: 'Session ends',
    /** Before the relative time; a full stop follows. */
    endsSoon: 'It ends',
    signInAgain: 'Sign in again',
    offline: 'Offline. You stay signed in; the session is renewed when the network is back.',
    refresh: 'Refresh',
    signOut: 'Sign out',
  },
  api: {
    heading: 'Call the API',
    origin: 'Where',
    method: 'Method',
    path: 'Path',
    body: 'Body, as JSON',
    bodyExample: '{ "text": "Buy milk" }',
    send: 'Send',
    cancel: 'Cancel',
    answer: 'Answer',
    noText: 'The answer is no text.',
    cut: 'There is more of it than is shown.',
    /** Spoken by a screen reader when it changes. */
    status: (call: CallState) => {
      if (call.kind === 'none') return '';
      if (call.kind === 'running') return 'Calling the API';
      const { result } = call;
      // A problem is an alert, which is spoken anyway.
      if (!result.ok) return result.problem.code === 'api-cancelled' ? result.problem.message : '';
      return `The API has answered: ${result.answer.status}`;
    },
    progress: (progress: ApiProgress | null) => {
      if (progress === null || (progress.received === 0 && progress.toReceive === null)) {
        return progress !== null && progress.sent < progress.toSend
          ? `Sending ${formatBytes(progress.toSend, language)}…`
          : 'Waiting for the answer…';
      }
      const received = formatBytes(progress.received, language);
      return progress.toReceive === null
        ? received
        : `${received} of ${formatBytes(progress.toReceive, language)}`;
    },
    /** What to make of a status that is no success; `null` where nothing is to be said. */
    meaning: (status: number) => {
      if (status === 403) return 'The API knows who you are, but does not let you do this.';
      if (status === 404) return 'The API has nothing there. Check the path.';
      if (status === 405) return 'The API has something there, but not for this method.';
      if (status === 429) return 'The API has been asked too often. Wait a moment.';
      if (status >= 500) return 'The API has failed. Try again in a minute.';
      if (status >= 400) return 'The API does not take the call as it is. It may say why below.';
      return null;
    },
  },
  accounts: {
    others: 'Other accounts',
    remembered: 'Accounts on this computer',
    /** These two stand before a name. */
    switchTo: 'Switch to',
    goOnAs: 'Go on as',
    unnamed: (subject: string) => `Account ${subject}`,
    add: 'Add account',
    signOut: 'Sign out',
    remove: 'Remove',
    leaving: 'Signing out…',
    signOutAll: 'Sign out of all accounts',
    signOutEverywhere: 'Sign out everywhere',
  },
  questions: {
    cancel: 'Cancel',
    'sign-out': {
      title: 'Sign out of this account?',
      text: 'It is removed from this computer. To use it here again, sign in with its password.',
      confirm: 'Sign out',
    },
    remove: {
      title: 'Remove this account?',
      text: 'It is signed out on this computer. To use it here again, sign in with its password.',
      confirm: 'Remove',
    },
    'sign-out-all': {
      title: 'Sign out of all accounts?',
      text: 'Every account is removed from this computer. To use one here again, sign in with its password.',
      confirm: 'Sign out of all',
    },
    'sign-out-everywhere': {
      title: 'Sign out everywhere?',
      text: 'This ends all sessions of this account: here, and on every other computer, phone and browser. You will have to sign in again on each of them. One that is in use may take a while to notice.',
      confirm: 'Sign out everywhere',
    },
  },
  update: {
    checking: 'Looking for a newer version…',
    'up-to-date': 'You have the newest version.',
    available: (version: string) =>
      `Version ${version} is available. Install it the way this one was installed.`,
    downloading: (version: string) => `Version ${version} is being downloaded.`,
    ready: (version: string) => `Version ${version} is ready. It is installed when you next quit.`,
    /** Names the bar that shows how far the download is. */
    progress: 'Download',
    percent: (percent: number) =>
      (percent / 100).toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 }),
    restart: 'Restart to update',
    notNow: 'Finish signing in before you restart.',
    cancel: 'Cancel',
  },
  signingOut: { status: 'Signing out…' },
  problem: {
    code: 'Code',
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    details: 'Details',
    /** Stands before a quotation. */
    providerSays: 'The provider’s own words, not checked by this app:',
  },
  failed: {
    heading: 'This window stopped working',
    text: 'Something unexpected happened. Reloading the window does not sign you out.',
    reload: 'Reload',
  },
} as const;
