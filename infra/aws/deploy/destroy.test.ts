import { afterEach, describe, expect, it } from 'vitest';
import {
  event,
  eventsPage,
  noStack,
  poolId,
  resources,
  stack,
  stackId,
} from '../testing/recordings';
import { Failure, type Recordings } from '../testing/replay';
import { failing, type Rig, startRig } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';
import { destroy } from './destroy';

let rig: Rig;
afterEach(() => rig.close());

const name = ['sign-in-stack'];

const deletion: Recordings = {
  DescribeStacks: [
    stack('CREATE_COMPLETE'),
    stack('DELETE_IN_PROGRESS'),
    stack('DELETE_IN_PROGRESS'),
    stack('DELETE_COMPLETE'),
  ],
  ListStackResources: [resources('CREATE_COMPLETE'), resources('DELETE_SKIPPED')],
  DeleteStack: [{}],
  DescribeStackEvents: [
    eventsPage([event('sign-in-stack', 'CREATE_COMPLETE')]),
    eventsPage([
      event('sign-in-stack', 'DELETE_IN_PROGRESS'),
      event('UserPool', 'DELETE_SKIPPED'),
      event('sign-in-stack', 'DELETE_COMPLETE'),
    ]),
  ],
};

async function run(recordings: Recordings, terminal: TestTerminal, yes = false) {
  rig = await startRig(recordings);
  return destroy(rig.aws, { stackName: 'sign-in-stack', yes }, terminal);
}

describe('aws:destroy', () => {
  it('lists the resources, asks for the name, follows the deletion, and names the kept user pool', async () => {
    const terminal = new TestTerminal(name);
    const { outputs } = await run(deletion, terminal);
    expect(outputs).toHaveProperty('AppConfig');
    expect(terminal.text).toContain(`- UserPool (AWS::Cognito::UserPool) ${poolId}`);
    expect(terminal.text).toContain(
      `DELETE_SKIPPED  UserPool (AWS::Cognito::UserPool) kept: ${poolId}`,
    );
    expect(terminal.text).toContain('DELETE_COMPLETE  sign-in-stack');
    expect(terminal.text).toContain(
      `aws cognito-idp delete-user-pool --user-pool-id ${poolId} --region eu-west-1`,
    );
    expect(rig.requests.find(({ action }) => action === 'DeleteStack')?.parameters.StackName).toBe(
      stackId,
    );
  });

  it('says nothing of a user pool that is not kept', async () => {
    const terminal = new TestTerminal(name);
    await run({ ...deletion, ListStackResources: [resources('DELETE_COMPLETE')] }, terminal);
    expect(terminal.text).not.toContain('AWS has kept');
  });

  it.each([[['yes']], [['']]])('deletes nothing after the answer %j', async (answers) => {
    expect(await failing(run(deletion, new TestTerminal(answers)))).toContain(
      'Nothing was deleted',
    );
    expect(rig.actions()).not.toContain('DeleteStack');
  });

  it('stops where nobody can answer', async () => {
    expect(await failing(run(deletion, new TestTerminal()))).toContain('add --yes');
    expect(rig.actions()).not.toContain('DeleteStack');
  });

  it('asks nothing with --yes', async () => {
    await run(deletion, new TestTerminal(), true);
    expect(rig.actions()).toContain('DeleteStack');
  });

  it('says that the stack does not exist', async () => {
    const message = await failing(run({ DescribeStacks: [noStack] }, new TestTerminal(name)));
    expect(message).toContain('The stack "sign-in-stack" does not exist in eu-west-1.');
  });

  it('explains termination protection', async () => {
    const refused = new Failure(
      'ValidationError',
      'Stack [sign-in-stack] cannot be deleted while TerminationProtection is enabled',
    );
    const message = await failing(
      run({ ...deletion, DeleteStack: [refused] }, new TestTerminal(name)),
    );
    expect(message).toContain('--no-enable-termination-protection');
  });

  it('says why the deletion failed', async () => {
    const failed: Recordings = {
      ...deletion,
      DescribeStacks: [stack('CREATE_COMPLETE'), stack('DELETE_FAILED')],
      DescribeStackEvents: [
        eventsPage([]),
        eventsPage([event('Domain', 'DELETE_FAILED', 'The bucket is not empty')]),
      ],
    };
    const message = await failing(run(failed, new TestTerminal(name)));
    expect(message).toContain(
      'Domain (AWS::Cognito::UserPoolDomain) failed: The bucket is not empty',
    );
    expect(message).toContain('The stack is in DELETE_FAILED');
  });

  it('follows a pending deletion without a question', async () => {
    const pending: Recordings = {
      ...deletion,
      DescribeStacks: [stack('DELETE_IN_PROGRESS'), stack('DELETE_COMPLETE')],
      ListStackResources: [resources('DELETE_SKIPPED')],
    };
    const terminal = new TestTerminal();
    await run(pending, terminal);
    expect(terminal.text).toContain(`AWS has kept the user pool ${poolId}`);
    expect(rig.actions()).not.toContain('DeleteStack');
  });
});
