import type { ProblemCode } from '../../shared/problem';
import { apiTexts } from './api-texts';
import { keychainTexts } from './keychain-texts';
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

const client = (id: string | undefined) =>
  id === undefined ? 'the configured client' : `client ${id}`;
const inBrackets = (text: string | undefined) => (text === undefined ? '' : ` (${text})`);
const isCognito = ({ provider }: ProblemDetail) => provider === 'cognito';

const refreshTokenHint =
  'Sign in again to continue. For longer sessions, let this client have refresh tokens at the provider; most want `offline_access` in `scopes`.';

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
  'callback-refused': ({ reason }) =>
    passing(
      `Your browser came back to this app with a request that the app does not take${inBrackets(reason)}.`,
      'The sign-in continues: finish it in the browser, or cancel and start again. If it happens again, check the redirect URI at the provider, and that the provider responds in the query (`response_mode=query`).',
    ),
  'link-refused': ({ reason }) =>
    passing(
      `A link to this app was not used${inBrackets(reason)}.`,
      'If you were signing in, sign in again. If you did not expect this, you can ignore it.',
    ),
  'issuer-mismatch': (detail) =>
    lasting(
      detail.issuers === undefined
        ? 'The answer came from a different provider than the one this app is set up for.'
        : `This app is set up for ${detail.issuers.expected}, but the answer ${detail.issuers.found === null ? 'names no issuer' : `came from ${detail.issuers.found}`}.`,
      `Check \`issuer\`${isCognito(detail) ? ' (or `region` and `userPoolId`)' : ''} in the configuration. Every character counts, a trailing slash too. Nothing was stored.`,
    ),

  'redirect-mismatch': ({ redirectUri = 'the configured redirectUri', clientId, ...detail }) =>
    lasting(
      'The provider does not know the address that this app wants to come back to.',
      `${
        isCognito(detail)
          ? `Add exactly ${redirectUri} to "Allowed callback URLs" of ${appClient(clientId)}.`
          : `Register exactly ${redirectUri} as a redirect URI of ${client(clientId)} at the provider.`
      } Every character counts, a trailing slash too.`,
    ),
  'invalid-scope': (detail) =>
    isCognito(detail)
      ? lasting(
          'The app asked for something that its app client may not have.',
          'Compare `scopes` in the configuration with the OpenID Connect scopes of the app client.',
        )
      : lasting(
          'The app asked for something that the provider does not give it.',
          'Compare `scopes` in the configuration with what the provider allows this client.',
        ),
  'access-denied': () =>
    passing(
      'The provider did not let you in.',
      'Try again, with another account if you have one. Your administrator can give access.',
    ),
  'login-required': ({ providerError, noRefreshToken }) =>
    noRefreshToken
      ? passing(
          'The provider gave this app no refresh token, so the session ends with its access token.',
          refreshTokenHint,
        )
      : passing(
          `The provider wants you to sign in again${inBrackets(providerError)}.`,
          'Sign in with your password once more.',
        ),
  'authorization-refused': ({ providerError }) =>
    passing(
      `The provider refused the sign-in${inBrackets(providerError)}.`,
      `Try again. ${tellMaintainer}`,
    ),
  'hosted-ui-error': ({ clientId, providerError, ...detail }) =>
    lasting(
      `The sign-in page of the provider shows an error${inBrackets(providerError)}.`,
      isCognito(detail)
        ? `Check that ${appClient(clientId)} exists, allows the authorization code grant, and has a sign-in page (a managed login style, with managed login).`
        : `Check that ${client(clientId)} exists at the provider and allows the authorization code grant.`,
    ),

  'code-rejected': () =>
    passing(
      'The provider did not accept the answer of its own sign-in page.',
      'Sign in again: an answer can be used once, and for five minutes.',
    ),
  'client-rejected': ({ clientId, redirectUri, providerError, ...detail }) =>
    lasting(
      `The provider does not accept this app${inBrackets(providerError)}.`,
      `Check that ${isCognito(detail) ? appClient(clientId) : client(clientId)} exists, has no secret, allows the authorization code grant, and that its ${isCognito(detail) ? 'callback URL' : 'redirect URI'} is ${redirectUri ?? 'the configured redirectUri'} with the same trailing slash.`,
    ),
  'provider-refused': ({ providerError }) =>
    passing(
      `The provider refused a request of this app${inBrackets(providerError)}.`,
      `Try again in a minute. ${tellMaintainer} Quote the provider's words, if there are details below.`,
    ),
  'refresh-refused': ({ providerError }) =>
    passing(
      `The provider does not renew your session${inBrackets(providerError)}.`,
      `Sign in again to continue. ${tellMaintainer}`,
    ),
  'token-endpoint-moved': ({ host }) =>
    lasting(
      `Your session has ended: the provider now wants it to be renewed at ${host ?? 'another host'}.`,
      'The app sends a refresh token only where you signed in. Sign in again to continue.',
    ),
  'session-limit': () =>
    passing(
      'You were signed out because the session reached its time limit.',
      'Sign in again to go on. Your organization sets how long a session may last.',
    ),
  'session-ended': ({ noRefreshToken }) =>
    noRefreshToken
      ? passing(
          'Your session has ended: the provider gave this app no refresh token.',
          refreshTokenHint,
        )
      : passing('Your session has ended.', 'Sign in again to go on.'),

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
  'authentication-too-old': (detail) =>
    passing(
      'The provider did not ask you to prove who you are just now.',
      `You stay signed in as before. To start a new session, sign out, then sign in with your password.${isCognito(detail) ? ' The classic hosted UI of Cognito cannot ask anew; managed login can.' : ''}`,
    ),
  'same-account': ({ user }) =>
    passing(
      `You are still signed in${user === undefined ? '' : ` as ${user}`}. The sign-in page returned the same user.`,
      'To use another account, try again and sign in as that user. If the sign-in page does not ask, sign out at the provider in your browser first.',
    ),
  'browser-session-open': () =>
    lasting(
      'You are signed out of this app, but your browser may still be signed in at the provider.',
      'If the provider asks in your browser whether to sign out, confirm it there. On a computer that others use, close the browser too.',
    ),

  'provider-unreachable': ({ host }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} cannot be reached.`,
      `Check the network connection. If it has never worked, check the address of the provider in the configuration too. Once you are signed in, the app tries again by itself.`,
    ),
  'provider-timeout': ({ host }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} takes too long to answer.`,
      'Check the network connection, or try again in a minute.',
    ),
  'provider-invalid-response': ({ host, reason }) =>
    passing(
      `The sign-in server${host === undefined ? '' : ` ${host}`} gave no proper answer${reason === undefined ? '' : `: ${reason}`}.`,
      'Try again in a minute. A network that asks you to log in first (a hotel, a train) does this too.',
    ),
  'certificate-invalid': ({ host }) =>
    lasting(
      `The connection to the sign-in server${host === undefined ? '' : ` ${host}`} is not secure, so it was not used.`,
      "Check this computer's date and time. In a company network, its certificate has to be installed on this computer.",
    ),
  'navigation-blocked': ({ host, reason, setting }) =>
    lasting(
      `The sign-in page wanted to ${reason ?? 'go to'} ${host === undefined ? 'an address that' : `${host}, which`} this app does not allow.`,
      `If the sign-in does not continue, use your browser. If that is where your company signs in, its origin has to be added to \`${setting ?? 'allowedOrigins'}\` in the configuration.`,
    ),

  ...keychainTexts,
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
