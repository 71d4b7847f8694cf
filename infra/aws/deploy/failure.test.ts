import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { failureOf, firstFailure } from './failure';
import { failing, type Rig, startRig } from './testing/rig';
import { testTemplate } from './testing/template';
import { TestTerminal } from './testing/terminal';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

const domainType = 'AWS::Cognito::UserPoolDomain';

describe('a creation that fails', () => {
  it('says that the domain prefix is taken, and suggests another', async () => {
    rig = await startRig();
    rig.standIn.store.takenDomains.add('acme-sign-in');
    const terminal = new TestTerminal();
    const { outcome, message, hint } = await failing(rig.deploy({}, terminal));
    expect(outcome).toBe('domain-taken');
    expect(message).toBe(
      'The domain Domain failed: Domain already associated with another user pool.',
    );
    const [, prefix] =
      /--parameter DomainPrefix=(acme-sign-in-[0-9a-f]{6})$/.exec(hint ?? '') ?? [];
    expect(terminal.text).toContain(`${identity.name} (stack): taken back`);
    // The suggestion works, once what is left of the first try is gone.
    const second = new TestTerminal(['y', 'y']);
    await rig.deploy({ yes: false, parameters: { DomainPrefix: prefix ?? '' } }, second);
    expect(second.questions).toEqual(['Delete it? [y/N]', 'Make these changes? [y/N]']);
    expect(rig.standIn.store.domains.has(prefix ?? '')).toBe(true);
  });

  it('can be left as it is', async () => {
    rig = await startRig();
    rig.standIn.failures.set(domainType, 'no');
    await failing(rig.deploy());
    const { outcome } = await failing(rig.deploy({ yes: false }, new TestTerminal(['n'])));
    expect(outcome).toBe('delete-first');
    expect((await failing(rig.deploy({ yes: false }))).outcome).toBe('unconfirmed');
    expect(rig.standIn.stacks[0]?.status).toBe('ROLLBACK_COMPLETE');
  });

  it('names the action that the account does not allow', async () => {
    rig = await startRig();
    rig.standIn.failures.set(
      domainType,
      'Resource handler returned message: "User: arn:aws:iam::1:user/a is not authorized to perform: cognito-idp:CreateUserPoolDomain on resource: b (Service: CognitoIdentityProvider, Status Code: 400, Request ID: c)" (RequestToken: d, HandlerErrorCode: AccessDenied)',
    );
    const { outcome, message, hint } = await failing(rig.deploy());
    expect(outcome).toBe('access-denied');
    expect(message).toMatch(/on resource: b$/);
    expect(hint).toContain('allow cognito-idp:CreateUserPoolDomain');
  });

  it('explains a domain that CloudFormation only calls invalid', async () => {
    rig = await startRig();
    rig.standIn.failures.set(
      domainType,
      `Resource handler returned message: "Invalid request provided: ${domainType}" (RequestToken: d, HandlerErrorCode: InvalidRequest)`,
    );
    const { outcome, hint } = await failing(rig.deploy());
    expect([outcome, hint]).toEqual(['failed', expect.stringContaining('no "aws", "amazon"')]);
  });
});

describe('an update that fails', () => {
  it('says why, and that everything is as it was', async () => {
    rig = await startRig();
    await rig.deploy();
    rig.standIn.failures.set('AWS::Cognito::UserPoolClient', 'Invalid redirect');
    const { outcome, message, hint } = await failing(
      rig.deploy({ parameters: { Callbacks: 'x', Grouped: 'yes' } }),
    );
    expect(outcome).toBe('failed');
    expect(message).toBe('The app client Client failed: Invalid redirect');
    expect(hint).toContain('as it was before');
    expect(rig.standIn.stacks[0]?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('can be tried again', async () => {
    rig = await startRig();
    await rig.deploy();
    rig.standIn.failures.set('AWS::Cognito::UserPoolGroup', 'no');
    await failing(rig.deploy({ parameters: { Grouped: 'yes' } }));
    rig.standIn.failures.clear();
    const { text } = await rig.deploy({ parameters: { Grouped: 'yes' } });
    expect(text).toContain('Staff (group): created');
  });
});

describe('a change set that fails', () => {
  it('says what is wrong with which resource, and leaves nothing behind', async () => {
    rig = await startRig();
    rig.standIn.failures.set('ChangeSet', 'Validation failed for 1 resource');
    rig.standIn.failures.set('Validation', 'is too long');
    const { outcome, message } = await failing(rig.deploy());
    expect(outcome).toBe('template');
    expect(message).toBe(
      'Validation failed for 1 resource\n  Domain /Properties/Domain: is too long',
    );
    await rig.standIn.idle();
    expect(rig.standIn.stacks[0]?.status).toBe('DELETE_COMPLETE');
  });

  it.each([
    ['Resources: [', 'Template format error'],
    [testTemplate.replace('!Ref SignInBy', '!Ref Nothing'), 'Nothing, which is referred to'],
  ])('is refused for a template that is none', async (template, words) => {
    rig = await startRig();
    const { outcome, message } = await failing(rig.deploy({ template }));
    expect([outcome, message]).toEqual(['template', expect.stringContaining(words)]);
  });
});

describe('the first failure', () => {
  const event = (id: string, status: string, reason?: string): StackEvent => ({
    StackId: 's',
    StackName: 's',
    EventId: `${id} ${status}`,
    Timestamp: new Date(0),
    LogicalResourceId: id,
    PhysicalResourceId: id,
    ResourceType: 'AWS::Cognito::UserPoolGroup',
    ResourceStatus: status as 'CREATE_FAILED',
    ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
  });
  const subject = { stackName: identity.name, region: 'eu-west-1' };

  it('is neither what it cancelled, nor what failed after it', () => {
    const events = [
      event('a', 'CREATE_IN_PROGRESS'),
      event('b', 'CREATE_FAILED', 'Resource creation cancelled'),
      event('c', 'CREATE_FAILED', 'the reason'),
      event('d', 'DELETE_FAILED', 'because of c'),
    ];
    expect(firstFailure(events)?.LogicalResourceId).toBe('c');
    expect(firstFailure(events.slice(0, 2))?.LogicalResourceId).toBe('b');
    expect(firstFailure(events.slice(0, 1))).toBeNull();
  });

  it.each([
    ['UPDATE_ROLLBACK_FAILED', `continue-update-rollback --stack-name ${identity.name}`],
    ['ROLLBACK_FAILED', 'npm run aws:destroy -- --region eu-west-1'],
    ['ROLLBACK_COMPLETE', 'run the same command again'],
  ])('after %s comes with what to do', (status, words) => {
    const { hint } = failureOf([event('c', 'CREATE_FAILED', 'x')], status, subject);
    expect(hint).toContain(words);
  });

  it('may be the stack’s own', () => {
    const ofStack = {
      ...event('s', 'ROLLBACK_IN_PROGRESS', 'Stack creation time exceeded'),
      PhysicalResourceId: 's',
    };
    expect(failureOf([ofStack], 'ROLLBACK_COMPLETE', subject).message).toBe(
      'It ended as ROLLBACK_COMPLETE: Stack creation time exceeded.',
    );
  });
});
