import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { connect } from './clients';
import { explain } from './explain';
import { findStack } from './stack';
import { failing, type Rig, startRig } from './testing/rig';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

const subject = { stackName: identity.name, region: 'eu-west-1' };
const getUser = new AdminGetUserCommand({ UserPoolId: 'eu-west-1_x', Username: 'a@b.c' });

/** Asks both services, which speak two protocols, and expects the same of both. */
async function both(started: Rig) {
  rig = started;
  const query = await failing(findStack(rig.aws, 'x'));
  const json = await failing(rig.aws.cognito.send(getUser));
  expect(json.outcome).toBe(query.outcome);
  return { ...query, messages: [query.message, json.message], hints: [query.hint, json.hint] };
}

describe('an error of AWS', () => {
  it('says that the session has expired', async () => {
    const { outcome, hint } = await both(
      await startRig({ keys: { OLD: { expired: true } }, key: 'OLD' }),
    );
    expect([outcome, hint]).toEqual([
      'expired-credentials',
      expect.stringMatching(/^Sign in again/),
    ]);
  });

  it('names the action that is not allowed', async () => {
    const denied = ['cloudformation:DescribeStacks', 'cognito-idp:AdminGetUser'];
    const { outcome, hints } = await both(
      await startRig({ keys: { WEAK: { denied } }, key: 'WEAK' }),
    );
    expect(outcome).toBe('access-denied');
    expect(hints).toEqual(
      denied.map((action) => `Ask whoever manages the account to allow ${action}.`),
    );
  });

  it('says that AWS does not know the key', async () => {
    const { outcome, hint } = await both(await startRig({ key: 'STRANGER' }));
    expect([outcome, hint]).toEqual(['no-credentials', expect.stringContaining('eu-west-1')]);
  });

  it('tells of waiting when AWS asks to slow down, and goes on', async () => {
    rig = await startRig();
    rig.standIn.throttle.set('DescribeStacks', 1);
    expect(await findStack(rig.aws, 'x')).toBeNull();
    expect(rig.waits).toEqual([
      'AWS asks to slow down (DescribeStacks: Rate exceeded). Waiting, then attempt 2 of 6 …',
    ]);
  });

  it('says so when AWS keeps asking to slow down', async () => {
    const started = await startRig({ maxAttempts: 1 });
    for (const action of ['DescribeStacks', 'AdminGetUser'])
      started.standIn.throttle.set(action, 9);
    expect((await both(started)).outcome).toBe('throttled');
    expect(started.waits).toEqual([]);
  });

  it('is not taken for a missing stack when it is about something else', async () => {
    rig = await startRig();
    const { message } = await failing(findStack(rig.aws, 'a b'));
    expect(message).toContain("Value 'a b' at 'stackName'");
  });

  it('says that nothing answers', async () => {
    rig = await startRig({ maxAttempts: 2 });
    await rig.standIn.close();
    const { outcome, hint } = await failing(findStack(rig.aws, 'x'));
    expect([outcome, hint]).toEqual(['unreachable', expect.stringContaining('AWS_ENDPOINT_URL')]);
    expect(rig.waits[0]).toMatch(/^AWS does not answer \(DescribeStacks: .+\)\. Attempt 2 of 2 …$/);
  });
});

/** An error as the SDK throws it, without AWS. */
function thrown(name: string, message: string, code?: string): Error {
  return Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) });
}

describe('an error before AWS', () => {
  it.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'no-credentials'],
    [
      'CredentialsProviderError',
      'The SSO session associated with this profile has expired.',
      'expired-credentials',
    ],
    ['TokenProviderError', "Token is expired. Run 'aws sso login'.", 'expired-credentials'],
    ['TokenProviderError', 'Token not found', 'no-credentials'],
    ['AbortError', 'Request aborted', 'interrupted'],
    ['TypeError', 'x is not a function', 'unexpected'],
  ])('%s: %s', (name, message, outcome) => {
    expect(explain(thrown(name, message), subject).outcome).toBe(outcome);
  });

  it('says which profile to sign in to again', () => {
    const { hint } = explain(thrown('ExpiredToken', 'x'), { ...subject, profile: 'work' });
    expect(hint).toContain('aws sso login --profile work');
  });

  it.each([
    ['eu-wst-1', 'region', 'Did you mean eu-west-1?'],
    ['eu-west-1', 'unreachable', 'whether eu-west-1 has both'],
    ['xx-nowhere-9', 'unreachable', 'xx-nowhere-9'],
  ])('finds no endpoint in %s', (region, outcome, words) => {
    const error = thrown('Error', 'getaddrinfo ENOTFOUND cloudformation', 'ENOTFOUND');
    const explained = explain(error, { ...subject, region });
    expect([explained.outcome, explained.hint]).toEqual([outcome, expect.stringContaining(words)]);
  });

  it.each(['Ireland', 'EU-WEST-1'])('takes no Region "%s"', async (region) => {
    const { outcome } = await failing(connect({ region, onWait: () => {} }));
    expect(outcome).toBe('region');
  });
});

describe('what CloudFormation calls a ValidationError', () => {
  it.each([
    ['Stack with id x does not exist', 'unknown-stack', `no stack "${identity.name}" in eu-west-1`],
    ['Parameters: [A, B] must have values', 'parameter', 'needs values for: A, B'],
    ['Parameters: [A] do not exist in the template', 'parameter', 'A'],
    ["Parameter 'DomainPrefix' must match pattern [a-z]+", 'parameter', 'DomainPrefix'],
    [
      'Stack:arn is in UPDATE_IN_PROGRESS state and can not be updated.',
      'busy',
      'UPDATE_IN_PROGRESS',
    ],
    [
      'Stack:arn is in ROLLBACK_COMPLETE state and can not be updated.',
      'delete-first',
      'ROLLBACK_COMPLETE',
    ],
    [
      'Stack [x] cannot be deleted while TerminationProtection is enabled',
      'protected',
      'termination',
    ],
    ['Template format error: x', 'template', 'x'],
  ])('%s', (message, outcome, words) => {
    const explained = explain(thrown('ValidationError', message), subject);
    expect([explained.outcome, explained.message]).toEqual([
      outcome,
      expect.stringContaining(words),
    ]);
  });
});
