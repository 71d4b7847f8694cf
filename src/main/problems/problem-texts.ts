import type { Problem, ProblemCode } from '../../shared/problem';
import { apiTexts } from './api-texts';
import {
  type Describe,
  lasting,
  type ProblemDetail,
  type ProblemText,
  passing,
} from './problem-text';
import { updateTexts } from './update-texts';

const appClient = (id: string | undefined) =>
  id === undefined ? 'the configured app client' : `app client ${id}`;

const tellMaintainer = 'If it happens again, tell the people who gave you this app.';
const notGenuine = `Try again. ${tellMaintainer} Nothing was stored.`;

/**
 * One entry per code: the compiler refuses a code without a text. `message` says what happened,
 * `hint` what to do next; both are for the person signing in. Free text from the provider never
 * gets in here (SEC-18): a `detail` is our own setting, or checked before.
 */
const texts: Record<ProblemCode, Describe> = {
  cancelled: () => passing('The sign-in was cancelled.', 'Sign in again whenever you like.'),
  'timed-out': () =>
    passing('The sign-in took too long and was ended.', 'Sign in again; you have five minutes.'),

  'browser-not-opened': () =>
    passing(
      'Your browser could not be opened.',
      'Set a default browser in the settings of this computer, or sign in another way.',
    ),
  'loopback-ports-taken': ({ ports }) =>
    passing(
      'Your browser has no way back to this app: other programs use the ports that it needs.',
      `Close what uses ${ports ?? 'the ports of `loopbackRedirectUris`'}, or sign in another way.`,
    ),
  'scheme-not-registered': ({ scheme }) =>
    lasting(
      'Your browser has no way back to this app: its links open in no program, or in another one.',
      `Install the app again, so that links with ${scheme ?? 'its scheme'} lead here, or sign in another way.`,
    ),
  'embedded-refused': ({ host }) =>
    lasting(
      `Signing in at ${host ?? 'this provider'} does not work inside a window of an app.`,
      'It is done in your browser instead, if `flows` in the configuration allows that.',
    ),

  'state-mismatch': () =>
    passing(
      'An answer arrived that does not belong to this sign-in, and was ignored.',
      'Go on signing in here. If you did not open any other sign-in, cancel and start again.',
    ),
  'callback-replayed': () =>
    passing(
      'An answer that was already used arrived again, and was ignored.',
      'Go on signing in here, or cancel and start again.',
    ),
  'callback-invalid': () =>
    passing('The sign-in page sent back an answer that is not well formed.', notGenuine),
  'issuer-mismatch': () =>
    lasting(
      'The answer came from a different provider than the one this app is set up for.',
      'Check `issuer` (or `region` and `userPoolId`) in the configuration. Every character counts, a trailing slash too. Nothing was stored.',
    ),

  'redirect-mismatch': ({ redirectUri, clientId }) =>
    lasting(
      'The provider does not know the address that this app wants to come back to.',
      `Add exactly ${redirectUri ?? 'the configured redirectUri'} to "Allowed callback URLs" of ${appClient(clientId)}. Every character counts, a trailing slash too.`,
    ),
  'invalid-scope': () =>
    lasting(
      'The app asked for something that its app client may not have.',
      'Compare `scopes` in the configuration with the OpenID Connect scopes of the app client.',
    ),
  'access-denied': () =>
    passing(
      'The provider did not let you in.',
      'Try again, with another account if you have one. Your administrator can give access.',
    ),
  'login-required': () =>
    passing('The provider wants you to sign in again.', 'Sign in with your password once more.'),
  'authorization-refused': ({ providerError }) =>
    passing(
      `The provider refused the sign-in${providerError === undefined ? '' : ` (${providerError})`}.`,
      `Try again. ${tellMaintainer}`,
    ),
  'hosted-ui-error': ({ clientId, providerError }) =>
    lasting(
      `The sign-in page of the provider shows an error${providerError === undefined ? '' : ` (${providerError})`}.`,
      `Check that ${appClient(clientId)} exists, allows the authorization code grant, and has a sign-in page (a managed login style, with managed login).`,
    ),

  'code-rejected': () =>
    passing(
      'The provider did not accept the answer of its own sign-in page.',
      'Sign in again: an answer can be used once, and for five minutes.',
    ),
  'client-rejected': ({ clientId, redirectUri }) =>
    lasting(
      'The provider does not accept this app.',
      `Check that ${appClient(clientId)} exists, has no secret, allows the authorization code grant, and that its callback URL is ${redirectUri ?? 'the configured redirectUri'} with the same trailing slash.`,
    ),
  'session-limit': () =>
    passing(
      'You were signed out because the session reached its time limit.',
      'Sign in again to go on. Your organization sets how long a session may last.',
    ),
  'session-ended': () => passing('Your session has ended.', 'Sign in again to go on.'),

  'nonce-mismatch': () => passing('The proof of who you are is for another sign-in.', notGenuine),
  'audience-mismatch': () =>
    lasting(
      'The proof of who you are was made for another app.',
      'Check `clientId` in the configuration. Nothing was stored.',
    ),
  'signature-invalid': () =>
    passing('The proof of who you are is not signed by the provider.', notGenuine),
  'id-token-unsupported': ({ algorithms, supportedAlgorithms = 'RS256, ES256, EdDSA …' }) =>
    lasting(
      algorithms === undefined
        ? 'The provider encrypts ID tokens, which this app does not accept.'
        : `The provider signs ID tokens in a way that this app does not accept${algorithms && `: ${algorithms}`}.`,
      `Ask the provider's administrator to have this app's ID tokens signed with one of ${supportedAlgorithms}, and not encrypted.`,
    ),
  'id-token-expired': () =>
    passing(
      'The proof of who you are is already out of date.',
      'Check the date and time of this computer, then sign in again.',
    ),
  'id-token-invalid': () =>
    passing('The proof of who you are is not complete or not well formed.', notGenuine),
  'subject-changed': () =>
    passing(
      'The provider answered for a different person than the one signed in.',
      'You were signed out to be safe. Sign in again.',
    ),
  'wrong-account': () =>
    passing(
      'You signed in as somebody else than the person who is signed in here. Nothing has changed.',
      'Try again as the same person, or use "Add account" for another one.',
    ),
  'authentication-too-old': () =>
    passing(
      'The provider did not ask you to prove who you are just now.',
      'You stay signed in as before. To start a new session, sign out, then sign in with your password. The classic hosted UI of Cognito cannot ask anew; managed login can.',
    ),

  'provider-unreachable': ({ host }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} cannot be reached.`,
      'Check the network connection. If it has never worked, check `domain` and `issuer` in the configuration too. Once you are signed in, the app tries again by itself.',
    ),
  'provider-timeout': ({ host }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} takes too long to answer.`,
      'Check the network connection, or try again in a minute.',
    ),
  'provider-invalid-response': ({ host }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} gave no proper answer.`,
      'Try again in a minute. A network that asks you to log in first (a hotel, a train) does this too.',
    ),
  'certificate-invalid': ({ host }) =>
    lasting(
      `The connection to the sign-in server${host === undefined ? '' : ` ${host}`} is not secure, so it was not used.`,
      "Check this computer's date and time. In a company network, its certificate has to be installed on this computer.",
    ),
  'navigation-blocked': ({ host }) =>
    lasting(
      `The sign-in page wanted to go to ${host === undefined ? 'an address that' : `${host}, which`} this app does not allow.`,
      'If that is where your company signs in, its origin has to be added to `allowedOrigins` in the configuration.',
    ),

  'keychain-unavailable': ({ lacksDefaultKeyring }) =>
    lasting(
      lacksDefaultKeyring
        ? 'This computer has no default keyring, so you stay signed in only until you close the app.'
        : 'This computer has no keychain that the app can use, so you stay signed in only until you close the app.',
      lacksDefaultKeyring
        ? 'Create a keyring and make it the default: on Linux in "Passwords and Keys" (seahorse), or without a desktop by the commands in docs/keychain.md; on macOS in Keychain Access. Then restart this app.'
        : 'Linux: install and start gnome-keyring, KWallet or KeePassXC with Secret Service on, then restart this app. macOS and Windows: sign in to the computer with a normal desktop session.',
    ),
  'keychain-locked': () =>
    passing(
      'The keychain of this computer is locked.',
      'Unlock it (Linux: your keyring or wallet; macOS: the "login" keychain in Keychain Access; Windows: unlock the session), then try again.',
    ),
  'keychain-timeout': () =>
    passing(
      'The keychain of this computer does not answer.',
      'Look for a window that asks for your keychain password, answer it, then try again. Restarting the app helps too.',
    ),
  'keychain-corrupt': () =>
    passing(
      'What the keychain holds for this app cannot be read.',
      'Sign in again: the entry is then replaced.',
    ),
  'keychain-too-large': () =>
    lasting(
      'The session is too large for the keychain of this computer, so you stay signed in only until you close the app.',
      'You can go on working. Tell the people who gave you this app.',
    ),
  'disk-unwritable': () =>
    lasting(
      'The app could not note on this computer who is signed in, so you stay signed in only until you close it.',
      'Check that the disk is not full and that your user folder can be written to.',
    ),

  ...apiTexts,
  ...updateTexts,

  'config-invalid': ({ mistakes }) =>
    lasting(
      `The app is not set up correctly${mistakes === undefined ? '' : `: ${mistakes}`}.`,
      'Mend the settings that the app names, then start it again.',
    ),
  internal: () =>
    passing(
      'Something went wrong in the app itself.',
      'Try again. If it happens again, restart the app and report it with the log.',
    ),
};

/**
 * The text for a code.
 *
 * @param detail facts to name in the text, each safe to show.
 */
export function describe(code: ProblemCode, detail: ProblemDetail): ProblemText {
  return texts[code](detail);
}

/*
 * A sign-out that went only half way, of the account in use or of another one. It can't be tried again
 * from here: the token that it would take is gone.
 */

/** Signed out here, but the provider could not be told: someone who has the token could still use it. */
export function revocationFailed(problem: Problem): Problem {
  return {
    ...problem,
    message: 'The account is signed out on this computer, but the provider could not be told.',
    hint: 'The session may live on at the provider until it expires. To end it, sign in and out again when the network works.',
    retryable: false,
  };
}

/** Signed out here, but other devices may still be signed in. */
export function globalSignOutFailed(problem: Problem): Problem {
  return {
    ...problem,
    message: 'The account is signed out on this computer, but perhaps not on your other devices.',
    hint: 'Sign in again when the network works, and sign out everywhere once more. The app client needs the scope aws.cognito.signin.user.admin for that.',
    retryable: false,
  };
}

/** Signed out, but the refresh token may still stand in the keychain. */
export function deletionFailed(problem: Problem, keychainService: string): Problem {
  return {
    ...problem,
    message:
      'The account is signed out, but its entry could not be deleted from the keychain of this computer.',
    hint: `The app tries again when it is next started. You can also unlock the keychain and delete the entry "${keychainService}" there.`,
    retryable: false,
  };
}
