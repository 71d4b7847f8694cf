import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Deployment } from '../testing/deployment';
import {
  change,
  changeSet,
  creation,
  event,
  eventsPage,
  firstDeployment,
  noChanges,
  noStack,
  poolId,
  resources,
  settings,
  stack,
  stackId,
  until,
  update,
} from '../testing/recordings';
import { Failure, type Recordings } from '../testing/replay';
import { failing } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';

const deployment = new Deployment();
const { start, run, asked } = deployment;
afterEach(() => deployment.rig.close());

describe('a first deployment', () => {
  it('shows the changes of all pages, and the events, each once, to the end', async () => {
    await start(firstDeployment);
    const { text, outputs } = await run();
    expect(text).toContain(
      '  + Add UserPool (AWS::Cognito::UserPool)\n  + Add Client (AWS::Cognito::UserPoolClient)',
    );
    expect(text.match(/ {2}[A-Z_]+ {2}.*$/gm)).toEqual([
      '  CREATE_IN_PROGRESS  sign-in-stack (AWS::CloudFormation::Stack)',
      '  CREATE_IN_PROGRESS  UserPool (AWS::Cognito::UserPool)',
      '  CREATE_COMPLETE  UserPool (AWS::Cognito::UserPool)',
      '  CREATE_COMPLETE  sign-in-stack (AWS::CloudFormation::Stack)',
    ]);
    expect(JSON.parse(outputs.AppConfig ?? '')).toEqual(settings);
  });

  it('asks for a new stack that AWS deletes if it fails, with the capabilities of the template', async () => {
    await start(firstDeployment);
    await run({ parameters: { Mfa: 'off' } });
    expect(asked('CreateChangeSet')).toMatchObject({
      ChangeSetType: 'CREATE',
      OnStackFailure: 'DELETE',
      'Capabilities.member.1': 'CAPABILITY_IAM',
      'Parameters.member.1.ParameterKey': 'Mfa',
      'Parameters.member.1.ParameterValue': 'off',
    });
    expect(asked('CreateChangeSet')).not.toHaveProperty('Parameters.member.2.ParameterKey');
  });

  it('ends by the status of the stack if no events come', async () => {
    await start({ ...firstDeployment, DescribeStackEvents: [eventsPage([])] });
    expect((await run()).outputs).toHaveProperty('AppConfig');
  });

  it('does not take a stack that is still in review for the end', async () => {
    await start({
      ...firstDeployment,
      DescribeStacks: [
        noStack,
        until('DescribeStackEvents', 2, stack('REVIEW_IN_PROGRESS'), stack('CREATE_COMPLETE')),
      ],
    });
    expect((await run()).outputs).toHaveProperty('AppConfig');
  });

  it('makes nothing after a no, and removes the stack of the change set', async () => {
    await start(firstDeployment);
    const terminal = new TestTerminal(['n']);
    expect(await failing(run({ yes: false }, terminal))).toBe('Nothing was changed.');
    expect(terminal.questions).toEqual(['Make these changes? [y/N]']);
    expect(asked('DeleteStack')).toMatchObject({ StackName: stackId });
    expect(deployment.rig.actions()).not.toContain('ExecuteChangeSet');
  });

  it('makes the changes after a yes', async () => {
    await start(firstDeployment);
    await run({ yes: false }, new TestTerminal(['y']));
    expect(deployment.rig.actions()).toContain('ExecuteChangeSet');
  });

  it('stops where nobody can answer', async () => {
    await start(firstDeployment);
    expect(await failing(run({ yes: false }))).toContain('add --yes');
    expect(deployment.rig.actions()).not.toContain('ExecuteChangeSet');
  });

  it('keeps a stack that was in review before, with the change sets of others', async () => {
    await start({ ...firstDeployment, DescribeStacks: [stack('REVIEW_IN_PROGRESS')] });
    await failing(run({ yes: false }, new TestTerminal(['n'])));
    expect(asked('CreateChangeSet').ChangeSetType).toBe('CREATE');
    expect(deployment.rig.actions()).toContain('DeleteChangeSet');
    expect(deployment.rig.actions()).not.toContain('DeleteStack');
  });

  it('says why it failed, what to do, and which user pool AWS has kept', async () => {
    await start({
      ...firstDeployment,
      DescribeStacks: [noStack, stack('CREATE_IN_PROGRESS'), stack('DELETE_COMPLETE')],
      DescribeStackEvents: [
        eventsPage([event('sign-in-stack', 'REVIEW_IN_PROGRESS')]),
        eventsPage([
          ...creation.slice(0, 3),
          event('Client', 'CREATE_FAILED', 'Resource creation cancelled'),
          event('Domain', 'CREATE_FAILED', 'Domain already associated with another user pool.'),
          event('UserPool', 'DELETE_SKIPPED'),
          event('sign-in-stack', 'DELETE_COMPLETE'),
        ]),
      ],
      ListStackResources: [resources('DELETE_SKIPPED')],
    });
    const terminal = new TestTerminal();
    const message = await failing(run({}, terminal));
    expect(message).toMatch(/^Domain \(AWS::Cognito::UserPoolDomain\) failed: Domain already/);
    expect(message).toContain('--parameter DomainPrefix=NAME');
    expect(message).toContain('AWS has deleted the incomplete stack.');
    expect(terminal.text).toContain(`AWS has kept the user pool ${poolId}`);
  });
});

describe('a stack that AWS is working on', () => {
  const pending: Recordings = {
    ...update,
    DescribeStacks: [
      until('DescribeStackEvents', 1, stack('CREATE_IN_PROGRESS'), stack('CREATE_COMPLETE')),
    ],
    DescribeChangeSet: [noChanges],
    DescribeStackEvents: [
      eventsPage([event('sign-in-stack', 'REVIEW_IN_PROGRESS'), ...creation.slice(0, 2)]),
      eventsPage(creation),
    ],
  };

  it('is followed from the start of its operation before anything is changed', async () => {
    await start(pending);
    const { text } = await run();
    expect(text).toContain('AWS is already working');
    expect(text.match(/CREATE_IN_PROGRESS {2}UserPool/g)).toHaveLength(1);
    expect(text).toContain('CREATE_COMPLETE  sign-in-stack');
    expect(text).not.toContain('REVIEW_IN_PROGRESS');
    expect(text).toMatch(/Nothing to change[^\n]*$/);
  });

  it('ends the command with the reason of its failure', async () => {
    await start({
      ...pending,
      DescribeStacks: [stack('CREATE_IN_PROGRESS'), stack('ROLLBACK_COMPLETE')],
      DescribeStackEvents: [
        eventsPage([...creation.slice(0, 1), event('UserPool', 'CREATE_FAILED', 'No')]),
      ],
    });
    const message = await failing(run());
    expect(message).toContain('UserPool (AWS::Cognito::UserPool) failed: No');
    expect(message).toContain('npm run aws:destroy');
    expect(deployment.rig.actions()).not.toContain('CreateChangeSet');
  });

  it('continues when Ctrl+C ends the command', async () => {
    await start({ ...pending, DescribeStacks: [stack('CREATE_IN_PROGRESS')] });
    class Impatient extends TestTerminal {
      override say(text: string): void {
        super.say(text);
        if (text.includes('CREATE_IN_PROGRESS  UserPool')) this.interrupt();
      }
    }
    expect(await failing(run({}, new Impatient()))).toContain('AWS continues');
    expect(deployment.rig.actions()).not.toContain('DeleteStack');
  });

  it('cannot be followed once the session has expired', async () => {
    await start({ ...pending, DescribeStacks: [stack('CREATE_IN_PROGRESS')] });
    const expired = new Failure('ExpiredToken', 'The security token is expired', 403);
    class Late extends TestTerminal {
      override say(text: string): void {
        super.say(text);
        deployment.rig.record({ DescribeStacks: [expired], DescribeStackEvents: [expired] });
      }
    }
    expect(await failing(run({}, new Late()))).toContain('The AWS session has expired');
  });
});

describe('a template', () => {
  it('that does not exist is named', async () => {
    await start({});
    expect(await failing(run({ template: '/no/such.yaml' }))).toContain('/no/such.yaml');
  });

  it('that is too large for a request says so', async () => {
    await start({});
    const message = await failing(run({ template: path.resolve('package-lock.json') }));
    expect(message).toContain('S3');
    expect(deployment.rig.actions()).toEqual([]);
  });

  it('that CloudFormation refuses is explained', async () => {
    const refused = new Failure('ValidationError', 'Template format error: unsupported structure');
    await start({ GetTemplateSummary: [refused] });
    expect(await failing(run())).toContain('CloudFormation refuses the template: Template format');
  });
});

it('warns of a user pool that would be replaced', async () => {
  const replaced = { Replacement: 'True', PolicyAction: 'ReplaceAndRetain' };
  await start({
    ...update,
    DescribeChangeSet: [changeSet([change('UserPool', 'Modify', replaced)])],
  });
  const { text } = await run();
  expect(text).toContain('~ Modify UserPool (AWS::Cognito::UserPool), REPLACED');
  expect(text).toContain('WARNING: UserPool: The app loses its users');
});
