import type { ProblemCode } from '../../shared/problem';
import { type Describe, lasting, type ProblemDetail, passing } from './problem-text';

const api = (host: string | undefined) => (host === undefined ? 'The API' : `The API at ${host}`);
const inBrackets = (text: string | undefined) => (text === undefined ? '' : ` (${text})`);

const rules: Record<NonNullable<ProblemDetail['part']>, string> = {
  method: 'It can be GET, HEAD, POST, PUT, PATCH or DELETE.',
  path: 'It begins with one slash, and has no spaces, backslashes or #.',
  origin: 'It has to be one of `apiOrigins` in the configuration.',
  headers:
    'Authorization, Cookie and others that the app or the network sets are left out, and there are 50 at most.',
  body: 'GET and HEAD have none.',
  id: 'Each call that is under way needs one of its own.',
};

/** Texts about API calls: a part of the table in `problem-texts.ts`. */
export const apiTexts: Record<Extract<ProblemCode, `api-${string}`>, Describe> = {
  'api-not-configured': () =>
    lasting(
      'This app is not set up for any API.',
      'Name it in `apiOrigins` in the configuration, then start the app again.',
    ),
  'api-call-invalid': ({ part }) =>
    lasting(
      `The call was not sent to the API, since its ${part ?? 'form'} is not allowed.`,
      part === undefined ? 'Tell the people who gave you this app.' : rules[part],
    ),
  'api-call-too-large': () =>
    lasting(
      'The call was not sent to the API, since it is too large.',
      'Send less at once. `apiMaxMegabytes` in the configuration is the limit.',
    ),
  'api-busy': () =>
    passing(
      'The call was not sent to the API, since too many are under way.',
      'Wait until some of them are over, then try again.',
    ),
  'api-unreachable': ({ host }) =>
    passing(
      `${api(host)} cannot be reached.`,
      'Check the network connection. If it has never worked, check `apiOrigins` in the configuration too.',
    ),
  'api-certificate-invalid': ({ host }) =>
    lasting(
      `The connection to the API${host === undefined ? '' : ` at ${host}`} is not secure, so it was not used.`,
      "Check this computer's date and time. In a company network, its certificate has to be installed on this computer.",
    ),
  'api-timeout': ({ host }) =>
    passing(
      `${api(host)} takes too long to answer.`,
      'Check the network connection, or try again in a minute. `apiTimeoutSeconds` in the configuration is the limit.',
    ),
  'api-redirected': ({ host }) =>
    passing(
      `${api(host)} sends the app to another address, where it does not go with your sign-in.`,
      'Check the path and `apiOrigins` in the configuration. A network that asks you to log in first (a hotel, a train) does this too.',
    ),
  'api-unauthorized': ({ host, providerError }) =>
    lasting(
      `${api(host)} does not accept your sign-in${inBrackets(providerError)}, even after it was renewed.`,
      'Sign out and in again. If that does not help, the API expects tokens of another provider or for another client.',
    ),
  'api-scope-missing': ({ host, scope }) =>
    lasting(
      `${api(host)} asks for more than your sign-in covers${inBrackets(scope)}.`,
      `Add ${scope === undefined ? 'the scope that it needs' : scope} to \`scopes\` in the configuration, allow it for this client at the provider, then sign out and in again.`,
    ),
  'api-answer-invalid': ({ host }) =>
    passing(
      `The answer of the API${host === undefined ? '' : ` at ${host}`} broke off or cannot be read.`,
      'Try again. If it happens again, tell the people who run the API.',
    ),
  'api-answer-too-large': () =>
    lasting(
      'The answer of the API is too large, so it was not loaded.',
      'Ask for less at once. `apiMaxMegabytes` in the configuration is the limit.',
    ),
  'api-answer-withheld': () =>
    lasting(
      'The answer of the API holds a token of your sign-in, so it is not shown.',
      'Tell the people who run the API: it must not send back what it was sent.',
    ),
  'api-cancelled': () => passing('The call was cancelled.', 'Call again whenever you like.'),
  'api-account-changed': () =>
    passing(
      'The account was signed out or switched before the API had answered.',
      'Call again as the person who is signed in now.',
    ),
};
