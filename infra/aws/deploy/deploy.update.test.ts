import { afterEach, describe, expect, it } from 'vitest';
import { Deployment } from '../testing/deployment';
import {
  changeSet,
  creation,
  event,
  eventsPage,
  noChanges,
  stack,
  stackId,
  until,
  update,
} from '../testing/recordings';
import { Failure } from '../testing/replay';
import { failing } from '../testing/rig';

const deployment = new Deployment();
const { start, run, asked } = deployment;
afterEach(() => deployment.rig.close());

describe('an update', () => {
  it('keeps the parameters that it is not given, and forgets those that the template has not', async () => {
    await start(update);
    await run({ parameters: { Mfa: 'off' } });
    const { ChangeSetType, OnStackFailure, ...parameters } = asked('CreateChangeSet');
    expect([ChangeSetType, OnStackFailure]).toEqual(['UPDATE', undefined]);
    expect(Object.values(parameters)).not.toContain('Removed');
    expect(parameters).toMatchObject({
      'Parameters.member.1.ParameterKey': 'Tier',
      'Parameters.member.1.UsePreviousValue': 'true',
      'Parameters.member.2.ParameterKey': 'Mfa',
      'Parameters.member.2.ParameterValue': 'off',
    });
  });

  it('changes nothing if there is nothing to change, and leaves no change set', async () => {
    await start({ ...update, DescribeChangeSet: [noChanges] });
    expect((await run()).text).toContain('Nothing to change');
    expect(deployment.rig.actions()).toContain('DeleteChangeSet');
    expect(deployment.rig.actions()).not.toContain('ExecuteChangeSet');
  });

  it('is followed by the status of the stack if its events cannot be read', async () => {
    const denied = new Failure('AccessDenied', 'not authorized to perform: DescribeStackEvents');
    await start({ ...update, DescribeStackEvents: [denied] });
    const { text } = await run();
    expect(text).toContain('The stack is in UPDATE_COMPLETE.');
  });

  it('is not over while AWS reports the stack as it was before', async () => {
    const [updated] = stack('UPDATE_COMPLETE').Stacks;
    const after = { Stacks: [{ ...updated, LastUpdatedTime: '2026-01-02T12:00:00.000Z' }] };
    await start({
      ...update,
      DescribeStacks: [until('DescribeStacks', 6, stack('UPDATE_COMPLETE'), after)],
      DescribeStackEvents: [eventsPage([])],
    });
    await run();
    const { length } = deployment.rig.actions().filter((action) => action === 'DescribeStacks');
    expect(length).toBeGreaterThan(6);
  });

  it('that fails says why, and that AWS has restored the stack', async () => {
    await start({
      ...update,
      DescribeStacks: [
        stack('CREATE_COMPLETE'),
        stack('UPDATE_IN_PROGRESS'),
        stack('UPDATE_ROLLBACK_IN_PROGRESS'),
        stack('UPDATE_ROLLBACK_COMPLETE'),
      ],
      DescribeStackEvents: [
        eventsPage(creation),
        eventsPage([...creation, event('Client', 'UPDATE_FAILED', 'Invalid redirect')]),
      ],
    });
    const message = await failing(run());
    expect(message).toContain('Client (AWS::Cognito::UserPoolClient) failed: Invalid redirect');
    expect(message).toContain('restored the stack');
  });

  it('gives the reason of the stack if no resource failed', async () => {
    const reason = 'Stack update time exceeded';
    await start({
      ...update,
      DescribeStacks: [stack('CREATE_COMPLETE'), stack('UPDATE_ROLLBACK_FAILED')],
      DescribeStackEvents: [
        eventsPage([]),
        eventsPage([event('sign-in-stack', 'UPDATE_ROLLBACK_IN_PROGRESS', reason)]),
      ],
    });
    const message = await failing(run());
    expect(message).toContain(`The operation failed: ${reason}`);
    expect(message).toContain(`continue-update-rollback --stack-name ${stackId}`);
  });

  it('reports a change set that others have overtaken', async () => {
    const overtaken = new Failure('InvalidChangeSetStatus', 'ChangeSet cannot be executed');
    await start({ ...update, ExecuteChangeSet: [overtaken] });
    expect(await failing(run())).toContain('Run the same command again.');
  });

  it('names the resources that CloudFormation refuses, and deletes the change set', async () => {
    await start({
      ...update,
      DescribeChangeSet: [
        changeSet([], { Status: 'FAILED', StatusReason: 'Validation failed for 1 resource' }),
      ],
      DescribeEvents: [
        {
          OperationEvents: [
            {
              LogicalResourceId: 'Domain',
              ValidationPath: '/Properties/Domain',
              ValidationStatusReason: 'is too long',
            },
          ],
        },
      ],
    });
    const message = await failing(run());
    expect(message).toContain(
      'Validation failed for 1 resource\n  Domain /Properties/Domain: is too long',
    );
    expect(deployment.rig.actions()).toContain('DeleteChangeSet');
  });
});
