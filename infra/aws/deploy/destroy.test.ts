import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { destroy } from './destroy';
import { failing, quick, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const run = (terminal: TestTerminal, yes = false) =>
  destroy(rig.aws, { stackName: identity.name, region: 'eu-west-1', yes }, terminal, quick);
const name = [identity.name];

describe('tearing down', () => {
  it('says what is lost, asks for the name, and follows it to its end', async () => {
    await rig.deploy();
    const terminal = new TestTerminal(name);
    const { outputs } = await run(terminal);
    const [id] = /eu-west-1_\w+/.exec(outputs.UserPoolId ?? '') ?? [];
    expect(terminal.text).toContain(`- UserPool (user pool) ${id}`);
    expect(terminal.text).toContain(
      'about 0 people in it. Accounts, passwords, groups and passkeys are LOST',
    );
    expect(terminal.text).toMatch(new RegExp(`${identity.name} \\(stack\\): gone$`));
    expect(rig.standIn.store.pools.size).toBe(0);
    expect(rig.standIn.store.domains.size).toBe(0);
  });

  it.each([[['yes']], [['']]])('stops after the answer %s', async (answers) => {
    await rig.deploy();
    expect((await failing(run(new TestTerminal(answers)))).outcome).toBe('unconfirmed');
    expect(rig.standIn.requests).not.toContain('DeleteStack');
  });

  it('stops where nobody can answer, unless it was answered beforehand', async () => {
    await rig.deploy();
    expect((await failing(run(new TestTerminal()))).outcome).toBe('unconfirmed');
    await run(new TestTerminal(), true);
    expect(rig.standIn.stacks[0]?.status).toBe('DELETE_COMPLETE');
  });

  it('says that there is no such stack', async () => {
    expect((await failing(run(new TestTerminal(name)))).outcome).toBe('unknown-stack');
  });

  it('does not try with a protected user pool, says how to lift that, and that works', async () => {
    await rig.deploy({ parameters: { DeletionProtection: 'ACTIVE' } });
    const { outcome, hint } = await failing(run(new TestTerminal(name)));
    expect(outcome).toBe('protected');
    expect(hint).toContain(
      'aws:deploy -- --region eu-west-1 --parameter DeletionProtection=INACTIVE',
    );
    expect(rig.standIn.requests).not.toContain('DeleteStack');
    await rig.deploy({ parameters: { DeletionProtection: 'INACTIVE' } });
    await run(new TestTerminal(name));
  });

  it('says the same when CloudFormation finds out, and can be run again', async () => {
    await rig.close();
    const denied = ['cognito-idp:DescribeUserPool'];
    rig = await startRig({ keys: { WEAK: { denied } }, key: 'WEAK' });
    await rig.deploy({ parameters: { DeletionProtection: 'ACTIVE' } });
    const terminal = new TestTerminal(name);
    const { outcome, message } = await failing(run(terminal));
    expect([outcome, message]).toEqual([
      'protected',
      expect.stringContaining('deletion protection'),
    ]);
    expect(terminal.text).toContain('UserPool (user pool): COULD NOT BE REMOVED');
    expect(terminal.text).not.toContain('people in it');
    expect((await failing(rig.deploy())).outcome).toBe('delete-first');
    for (const pool of rig.standIn.store.pools.values()) {
      pool.description.DeletionProtection = 'INACTIVE';
    }
    await run(new TestTerminal(name));
  });

  it('leaves a stack with termination protection alone', async () => {
    await rig.deploy();
    for (const stack of rig.standIn.stacks) stack.terminationProtection = true;
    const { outcome, hint } = await failing(run(new TestTerminal(), true));
    expect([outcome, hint]).toEqual([
      'protected',
      expect.stringContaining('--no-enable-termination-protection'),
    ]);
    expect(rig.standIn.requests).not.toContain('DeleteStack');
  });

  it('follows a deletion that is going on', async () => {
    await rig.deploy();
    const thaw = rig.standIn.freeze();
    const first = run(new TestTerminal(), true);
    while (rig.standIn.stacks[0]?.status !== 'DELETE_IN_PROGRESS') await new Promise(setImmediate);
    class Patient extends TestTerminal {
      override say(text: string): void {
        super.say(text);
        if (text.includes('Following it')) thaw();
      }
    }
    const terminal = new Patient();
    const { status } = await run(terminal);
    await first;
    expect(status).toBe('DELETE_COMPLETE');
    expect(terminal.questions).toEqual([]);
    expect(rig.standIn.requests.filter((action) => action === 'DeleteStack')).toHaveLength(1);
  });

  it('keeps what the template says is to stay', async () => {
    const template = rig.request.template.replace(
      'Type: AWS::Cognito::UserPoolDomain',
      'Type: AWS::Cognito::UserPoolDomain\n    DeletionPolicy: Retain',
    );
    await rig.deploy({ template });
    const terminal = new TestTerminal();
    await run(terminal, true);
    expect(terminal.text).toContain('Domain (domain): kept, as the template says');
    expect(rig.standIn.store.domains.size).toBe(1);
  });
});
