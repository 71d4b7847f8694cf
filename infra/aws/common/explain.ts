import { CommandError } from './command-error';

/**
 * What an error, or the reason that a resource failed, means and what to do about it. The first pattern
 * that matches `name: text` decides. Only the text tells CloudFormation's `ValidationError`s apart.
 *
 * Sources: "Common Error Types" of the CloudFormation and the Cognito user pools API references; the
 * names of errors that never reach AWS are those of the SDK's credential providers and of Node.
 */
const explanations: readonly (readonly [pattern: RegExp, lead: string, hint: string])[] = [
  [
    /^(ExpiredToken|RequestExpired)|^\w*Provider\w*: .*expired/i,
    'The AWS session has expired',
    'Sign in again (aws sso login, with --profile NAME if you use one), then run the same command.',
  ],
  [
    /^(Credentials|Token)Provider/,
    'No AWS credentials were found',
    'Sign in with "aws configure sso" or "aws configure", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\nSelect a profile with --profile NAME.',
  ],
  [
    /^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|AuthFailure|OptInRequired)/,
    'AWS does not accept these credentials',
    "Check the access key, this computer's clock, and that the Region is enabled for the account.",
  ],
  [
    /not authorized to perform: ([\w-]+:\w+)/,
    'Access denied',
    'Ask an administrator of the AWS account to allow $1.',
  ],
  [
    /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/,
    'Access denied',
    'Ask an administrator of the AWS account to allow it.',
  ],
  [
    /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/,
    'AWS limits the rate of requests',
    'Wait a few minutes, then run the same command again.',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError)/,
    'AWS did not respond',
    'Check the network, the name of the Region and AWS_ENDPOINT_URL, then run the same command again.',
  ],
  [
    /^(InvalidChangeSetStatus|ChangeSetNotFound)/,
    'The stack has changed since the change set was created',
    'Run the same command again.',
  ],
  [
    /Parameters: \[.*\] (must have values|do not exist)|^ValidationError: Parameter |^Parameter /,
    'A parameter is missing, unknown or not allowed',
    'Set it with --parameter NAME=VALUE; infra/aws/README.md lists the parameters.',
  ],
  [
    /is in \w+_IN_PROGRESS state/,
    'AWS is still working on the stack',
    'npm run aws:deploy follows it to its end.',
  ],
  [
    /is in \w+ state and can ?not be/,
    'The stack can only be deleted',
    'Run npm run aws:destroy, then npm run aws:deploy.',
  ],
  [
    /TerminationProtection/i,
    'The stack has termination protection',
    'To turn it off: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name NAME',
  ],
  [
    /^ValidationError/,
    'CloudFormation refuses the template',
    'Correct the template, or set other values with --parameter.',
  ],
  [
    /Domain already (associated|exists)|Invalid request provided: AWS::Cognito::UserPoolDomain/i,
    'The domain prefix is not available',
    'A prefix is unique within its Region, among all AWS accounts, and must not contain "aws", "amazon" or "cognito".\nChoose another with --parameter DomainPrefix=NAME.',
  ],
];

/** The name of an error, such as `Throttling` or `ECONNREFUSED`; the code where Node has set one. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

export function textOf(error: unknown): string {
  // Node joins the errors of several addresses, and leaves the message empty.
  if (error instanceof AggregateError && error.message === '') return textOf(error.errors[0]);
  return error instanceof Error ? error.message.trim() || error.name : String(error);
}

/** Whether the account does not allow the action. */
export function isDenied(error: unknown): boolean {
  return /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized)$/.test(nameOf(error));
}

/** What to do about an error or a reason; `undefined` for one that is not in the table. */
export function hintFor(text: string): string | undefined {
  return explanationOf(text)?.hint;
}

/** The message for the user. A `CommandError` has it already; unknown errors are shown as they are. */
export function explain(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  const text = textOf(error);
  const found = explanationOf(`${nameOf(error)}: ${text}`);
  return found === null ? `${nameOf(error)}: ${text}` : `${found.lead}: ${text}\n${found.hint}`;
}

function explanationOf(text: string): { lead: string; hint: string } | null {
  for (const [pattern, lead, hint] of explanations) {
    const match = pattern.exec(text);
    if (match !== null) return { lead, hint: hint.replace('$1', match[1] ?? '') };
  }
  return null;
}
