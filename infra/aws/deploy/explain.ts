import { isDenied, isNetworkFailure, isThrottling, nameOf, statusOf, textOf } from './aws-errors';
import { CommandError } from './command-error';
import { explainValidation } from './explain-validation';
import { regionMeant } from './regions';
import type { Subject } from './subject';

/**
 * What an error of the AWS SDK means for the person at the terminal. Never throws; a `CommandError`
 * stays as it is, and what nobody has thought of becomes `unexpected`.
 *
 * Sources: "Common Error Types" of the CloudFormation API reference and of the Cognito user pools API
 * reference; names of errors that never reach AWS are the SDK's (credential providers) and Node's.
 */
export function explain(error: unknown, subject: Subject): CommandError {
  if (error instanceof CommandError) return error;
  const name = nameOf(error);
  const text = textOf(error);
  const profile = subject.profile ?? process.env.AWS_PROFILE;
  if (isExpired(name, text)) return expired(text, profile);
  if (/CredentialsProvider|TokenProvider/.test(name)) return noCredentials(text);
  if (unknownCredentials.includes(name)) return refusedCredentials(name, text, subject.region);
  if (isDenied(error)) return accessDenied(text);
  if (isThrottling(error)) {
    return new CommandError(
      'throttled',
      `AWS keeps asking to slow down: ${text}`,
      'Wait a few minutes and run the same command again; it goes on where it stopped.',
    );
  }
  if (name === 'ENOTFOUND') return noHost(text, subject.region);
  if (isNetworkFailure(error)) {
    return new CommandError(
      'unreachable',
      `AWS did not answer: ${text}`,
      'Check the network, a proxy (HTTPS_PROXY) and AWS_ENDPOINT_URL, then run the same command again.',
    );
  }
  if (name === 'AbortError') return new CommandError('interrupted', 'Interrupted.');
  // Executing one change set deletes the others of its stack.
  if (/^(InvalidChangeSetStatus|ChangeSetNotFound)/.test(name)) {
    const message = `The stack has changed since the change set was made: ${text}`;
    return new CommandError('busy', message, 'Run the same command again.');
  }
  if (name === 'ValidationError') return explainValidation(text, subject);
  return new CommandError('unexpected', `${name}: ${text}`, answered(statusOf(error)));
}

const unknownCredentials = [
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'AuthFailure',
  'OptInRequired',
];

function isExpired(name: string, text: string): boolean {
  const isToken = /^(ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(name);
  return isToken || (/Provider/.test(name) && /expired/i.test(text));
}

/** The words of what an account may not do; also found in the reason of a failed resource. */
export function deniedAction(text: string): string | null {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(text)?.[1] ?? null;
}

function expired(text: string, profile: string | undefined): CommandError {
  const named = profile === undefined ? '' : ` --profile ${profile}`;
  return new CommandError(
    'expired-credentials',
    `The AWS session has expired: ${text}`,
    `Sign in again (aws sso login${named}, or however you got the credentials), then run the same command.`,
  );
}

function noCredentials(text: string): CommandError {
  return new CommandError(
    'no-credentials',
    `There are no AWS credentials: ${text}`,
    [
      'Sign in with "aws configure sso" or "aws configure", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY;',
      'choose among several with --profile NAME.',
    ].join('\n'),
  );
}

function refusedCredentials(name: string, text: string, region: string): CommandError {
  return new CommandError(
    'no-credentials',
    `AWS does not accept these credentials (${name}): ${text}`,
    `Check the access key, the clock of this computer, and whether ${region} is enabled for the account.`,
  );
}

function accessDenied(text: string): CommandError {
  const action = deniedAction(text);
  return new CommandError(
    'access-denied',
    `These credentials may not do that: ${text}`,
    action === null
      ? 'Ask whoever manages the account for the permission.'
      : `Ask whoever manages the account to allow ${action}.`,
  );
}

function noHost(text: string, region: string): CommandError {
  const meant = regionMeant(region);
  return meant === null
    ? new CommandError(
        'unreachable',
        `The name of the AWS endpoint can't be found: ${text}`,
        `Check the network, and whether ${region} has both CloudFormation and Cognito.`,
      )
    : new CommandError('region', `There is no AWS Region ${region}.`, `Did you mean ${meant}?`);
}

function answered(status: number): string | null {
  return status === 0 ? null : `AWS answered with HTTP status ${status}.`;
}
