import { CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { failing, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';

let rig: Rig;
afterEach(() => rig.close());

const stackNamed = (name: string) => rig.standIn.stacks.find((stack) => stack.name === name);

describe('a deployment', () => {
  it('shows what it will make, makes it, and tells how far it is', async () => {
    rig = await startRig();
    const { lines, text } = await rig.deploy();
    expect(text).toContain('+ UserPool (user pool) will be created\n  + Client (app client)');
    expect(lines.slice(2)).toEqual([
      `  0:00  ${identity.name} (stack): creation has begun`,
      '  0:00  UserPool (user pool): is being created',
      '  0:00  UserPool (user pool): created',
      '  0:00  Client (app client): is being created',
      '  0:00  Domain (domain): is being created',
      '  0:00  Client (app client): created',
      '  0:00  Domain (domain): created',
      `  0:00  ${identity.name} (stack): complete`,
    ]);
    expect(rig.standIn.store.domains.has('acme-sign-in')).toBe(true);
  });

  it('shows each event once, in order, however many pages and rounds it takes', async () => {
    rig = await startRig({ pageSize: 2, step: 15 });
    const { lines } = await rig.deploy();
    const inPages = lines.slice(2).map((line) => line.slice(8));
    await rig.close();
    rig = await startRig();
    expect(inPages).toEqual((await rig.deploy()).lines.slice(2).map((line) => line.slice(8)));
  });

  it('changes nothing when there is nothing to change, and leaves no change set', async () => {
    rig = await startRig();
    await rig.deploy();
    expect((await rig.deploy()).text).toContain('Nothing to change');
    expect(stackNamed(identity.name)?.changeSets.size).toBe(0);
  });

  it('shows an update with before and after, and keeps the parameters that it is not given', async () => {
    rig = await startRig();
    await rig.deploy({ parameters: { Grouped: 'yes' } });
    const { text } = await rig.deploy({ parameters: { Callbacks: 'com.acme.app://callback' } });
    expect(text).toContain(
      '~ Client (app client) will be changed\n      CallbackURLs: ["com.example.app://auth/callback"] → ["com.acme.app://callback"]',
    );
    expect(text).not.toContain('REMOVED');
    expect(stackNamed(identity.name)?.parameters.Grouped).toBe('yes');
    expect((await rig.deploy({ parameters: { Grouped: 'no' } })).text).toContain(
      '- Staff (group) will be REMOVED',
    );
  });

  it('makes nothing after a no, and leaves nothing behind', async () => {
    rig = await startRig();
    const terminal = new TestTerminal(['n']);
    const { outcome } = await failing(rig.deploy({ yes: false }, terminal));
    expect(outcome).toBe('unconfirmed');
    expect(terminal.questions).toEqual(['Make these changes? [y/N]']);
    await rig.standIn.idle();
    expect(stackNamed(identity.name)?.status).toBe('DELETE_COMPLETE');
    await rig.deploy({ yes: false }, new TestTerminal(['y']));
    const no = failing(
      rig.deploy({ yes: false, parameters: { Grouped: 'yes' } }, new TestTerminal([''])),
    );
    expect((await no).outcome).toBe('unconfirmed');
    const [stack] = rig.standIn.stacks.slice(-1);
    expect([stack?.status, stack?.changeSets.size]).toEqual(['CREATE_COMPLETE', 0]);
  });

  it('stops where nobody can answer', async () => {
    rig = await startRig();
    const { outcome, hint } = await failing(rig.deploy({ yes: false }));
    expect([outcome, hint]).toEqual(['unconfirmed', expect.stringContaining('--yes')]);
    expect(rig.standIn.requests).not.toContain('ExecuteChangeSet');
  });

  it('uses a stack that waits for its first change set, and takes nobody’s change set away', async () => {
    rig = await startRig();
    const { stackName, template } = rig.request;
    await rig.aws.cloudFormation.send(
      new CreateChangeSetCommand({
        StackName: stackName,
        ChangeSetName: 'somebody-elses',
        ChangeSetType: 'CREATE',
        TemplateBody: template,
      }),
    );
    await failing(rig.deploy({ yes: false }, new TestTerminal(['n'])));
    rig.standIn.failures.set('ChangeSet', 'no');
    await failing(rig.deploy());
    await rig.standIn.idle();
    const [stack, ...others] = rig.standIn.stacks;
    expect([...(stack?.changeSets.values() ?? [])].map(({ name }) => name)).toContain(
      'somebody-elses',
    );
    expect([stack?.status, others]).toEqual(['REVIEW_IN_PROGRESS', []]);
    rig.standIn.failures.clear();
    await rig.deploy();
    expect(stack?.status).toBe('CREATE_COMPLETE');
  });

  it('allows roles to be made, once they have been shown', async () => {
    rig = await startRig();
    const template = `Resources: { Role: { Type: 'AWS::IAM::Role', Properties: {} } }`;
    expect((await rig.deploy({ template })).text).toContain('+ Role (IAM role) will be created');
  });
});

describe('a user pool that would be replaced', () => {
  const change = { parameters: { SignInBy: 'phone_number', DomainPrefix: 'acme-other' } };

  it('is warned about loudly, and --yes alone does not do it', async () => {
    rig = await startRig();
    await rig.deploy();
    const terminal = new TestTerminal();
    const { outcome, hint } = await failing(rig.deploy(change, terminal));
    expect(terminal.text).toContain('! UserPool (user pool) will be REPLACED');
    expect(terminal.text).toContain('WARNING: The user pool UserPool is replaced');
    expect([outcome, hint]).toEqual(['unconfirmed', expect.stringContaining('--allow-user-loss')]);
    expect(rig.standIn.store.pools.size).toBe(1);
  });

  it('goes where that was allowed beforehand', async () => {
    rig = await startRig();
    await rig.deploy();
    const [old] = rig.standIn.store.pools.keys();
    await rig.deploy({ ...change, allowUserLoss: true });
    expect([...rig.standIn.store.pools.keys()]).not.toContain(old);
  });

  it('goes once its name is typed', async () => {
    rig = await startRig();
    await rig.deploy();
    const [old] = rig.standIn.store.pools.keys();
    const wrong = failing(rig.deploy(change, new TestTerminal(['y'])));
    expect((await wrong).outcome).toBe('unconfirmed');
    await rig.deploy(change, new TestTerminal([identity.name]));
    expect([...rig.standIn.store.pools.keys()]).not.toContain(old);
  });
});
