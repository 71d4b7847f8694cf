import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';
import { findStack } from '../deploy/stack';
import { Failure } from '../testing/replay';
import { failing, type Rig, startRig } from '../testing/rig';
import { connect } from './clients';
import { explain, hintFor } from './explain';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

describe('an error response of AWS', () => {
  // The two protocols have their own names for the same error.
  it.each([
    ['ExpiredToken', 'ExpiredTokenException', 'The security token is expired', 'Sign in again'],
    ['InvalidClientTokenId', 'UnrecognizedClientException', 'invalid token', "computer's clock"],
    ['Throttling', 'TooManyRequestsException', 'Rate exceeded', 'Wait a few minutes'],
    [
      'AccessDenied',
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/a is not authorized to perform: cognito-idp:ListUserPools on resource: *',
      'to allow cognito-idp:ListUserPools.',
    ],
    [
      'AccessDenied',
      'AccessDeniedException',
      'Explicit deny',
      'Ask an administrator of the AWS account to allow it.',
    ],
  ])('%s and %s: %s', async (query, json, message, hint) => {
    rig = await startRig({
      DescribeStacks: [new Failure(query, message, 403)],
      ListUserPools: [new Failure(json, message)],
    });
    const { aws } = rig;
    const list = new ListUserPoolsCommand({ MaxResults: 1 });
    for (const work of [findStack(aws, 'x'), aws.cognito.send(list)]) {
      const explained = await failing(work);
      expect(explained).toContain(message);
      expect(explained).toContain(hint);
    }
  });

  it('is not taken for a missing stack if it is about something else', async () => {
    const invalid = new Failure('ValidationError', "Value 'a b' at 'stackName' failed");
    rig = await startRig({ DescribeStacks: [invalid] });
    expect(await failing(findStack(rig.aws, 'a b'))).toContain("Value 'a b'");
  });

  it('that never comes is explained', async () => {
    rig = await startRig({});
    const { aws } = rig;
    await rig.close();
    rig = null;
    expect(await failing(findStack(aws, 'x'))).toMatch(/AWS did not respond: .*AWS_ENDPOINT_URL/s);
  });
});

/** An error as the SDK or Node throws it. */
const thrown = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

describe('an error', () => {
  it.each([
    ['CredentialsProviderError', 'Could not load credentials', 'No AWS credentials were found'],
    ['CredentialsProviderError', 'The SSO session has expired.', 'The AWS session has expired'],
    ['TokenProviderError', "Token is expired. Run 'aws sso login'.", 'The AWS session has expired'],
    ['ValidationError', 'Parameters: [A, B] must have values', '--parameter NAME=VALUE'],
    ['ValidationError', 'Parameters: [A] do not exist in the template', '--parameter NAME=VALUE'],
    ['ValidationError', "Parameter 'Tier' must be one of AllowedValues", '--parameter NAME=VALUE'],
    [
      'ValidationError',
      'Stack:x is in UPDATE_IN_PROGRESS state and can not be updated',
      'still working',
    ],
    [
      'ValidationError',
      'Stack:x is in ROLLBACK_COMPLETE state and can not be updated',
      'aws:destroy',
    ],
    ['ValidationError', 'Template format error: x', 'refuses the template'],
  ])('%s: %s', (name, message, words) => {
    expect(explain(thrown(name, message))).toContain(words);
  });

  it('of a Region that does not exist says so', () => {
    const error = thrown('Error', 'getaddrinfo ENOTFOUND cognito', { code: 'ENOTFOUND' });
    expect(explain(error)).toContain('the name of the Region');
  });

  it('that is unknown is shown as it is', () => {
    expect(explain(thrown('TypeError', 'x is not a function'))).toBe(
      'TypeError: x is not a function',
    );
    expect(hintFor('something else')).toBeUndefined();
  });
});

it('says that the Region is missing', async () => {
  const { AWS_REGION, AWS_CONFIG_FILE } = process.env;
  delete process.env.AWS_REGION;
  process.env.AWS_CONFIG_FILE = '/no/such/file';
  try {
    expect(await failing(connect({}))).toContain('Add --region');
  } finally {
    if (AWS_REGION !== undefined) process.env.AWS_REGION = AWS_REGION;
    if (AWS_CONFIG_FILE === undefined) delete process.env.AWS_CONFIG_FILE;
    else process.env.AWS_CONFIG_FILE = AWS_CONFIG_FILE;
  }
});
