import { afterEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { CommandError } from './command-error';
import type { DeployRequest } from './deploy';
import { failing, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';

let rig: Rig;
afterEach(() => rig.close());

/**
 * Deploys until these words appear; then AWS stands still, and somebody presses Ctrl+C.
 * @returns lets AWS go on
 */
async function interruptAt(words: string, changes: Partial<DeployRequest> = {}) {
  let thaw = () => {};
  class Impatient extends TestTerminal {
    override say(text: string): void {
      super.say(text);
      if (!text.includes(words)) return;
      thaw = rig.standIn.freeze();
      this.interrupt();
    }
  }
  return { error: await failing(rig.deploy(changes, new Impatient())), thaw: () => thaw() };
}

/** Deploys while AWS is at work, which goes on once this follows it. */
async function deployMeanwhile(thaw: () => void): Promise<TestTerminal> {
  class Patient extends TestTerminal {
    override say(text: string): void {
      super.say(text);
      if (text.includes('Following it')) thaw();
    }
  }
  return rig.deploy({}, new Patient());
}

describe('a stack that AWS is working on', () => {
  it('is followed again after an interruption, from its start, to the end', async () => {
    rig = await startRig();
    const { error, thaw } = await interruptAt('UserPool (user pool): is being created');
    expect(error.outcome).toBe('interrupted');
    expect(error.message).toContain('AWS goes on');
    expect(error.hint).toBe('To follow it again: npm run aws:deploy -- --region eu-west-1');
    const { text } = await deployMeanwhile(thaw);
    expect(text).toContain(`${identity.name} (stack): creation has begun`);
    expect(text).toContain(`${identity.name} (stack): complete`);
    expect(text).toMatch(/Nothing to change[^\n]*$/);
    expect(rig.standIn.requests.filter((action) => action === 'ExecuteChangeSet')).toHaveLength(1);
  });

  it('shows only the operation that is going on, not those before it', async () => {
    rig = await startRig();
    await rig.deploy();
    const { thaw } = await interruptAt('update has begun', { parameters: { Grouped: 'yes' } });
    const { text } = await deployMeanwhile(thaw);
    expect(text).toContain('update has begun');
    expect(text).toContain('Staff (group): created');
    expect(text).not.toContain('creation has begun');
  });

  it('ends the command when it fails, with its reason', async () => {
    rig = await startRig();
    rig.standIn.store.takenDomains.add('acme-sign-in');
    const { thaw } = await interruptAt('UserPool (user pool): created');
    const { outcome, hint } = await failing(deployMeanwhile(thaw));
    expect([outcome, hint]).toEqual([
      'domain-taken',
      expect.stringContaining('DomainPrefix=acme-sign-in-'),
    ]);
    expect(rig.standIn.requests).not.toContain('DeleteStack');
  });

  it('takes no change set that came too late', async () => {
    rig = await startRig();
    await rig.deploy();
    class Overtaken extends TestTerminal {
      override async ask(question: string): Promise<string> {
        await rig.deploy({ parameters: { Grouped: 'yes' } });
        return super.ask(question);
      }
    }
    const late = rig.deploy(
      { yes: false, parameters: { Callbacks: 'a.b://c' } },
      new Overtaken(['y']),
    );
    const { outcome, hint } = await failing(late);
    expect([outcome, hint]).toEqual(['busy', 'Run the same command again.']);
  });
});

it('leaves nothing behind when it is interrupted at the question', async () => {
  rig = await startRig();
  class Gone extends TestTerminal {
    override ask(): Promise<string> {
      return Promise.reject(new CommandError('interrupted', 'Interrupted.'));
    }
  }
  const { outcome, message } = await failing(rig.deploy({ yes: false }, new Gone([''])));
  expect([outcome, message]).toEqual(['interrupted', 'Nothing was changed.']);
  await rig.standIn.idle();
  expect(rig.standIn.stacks.map(({ status }) => status)).toEqual(['DELETE_COMPLETE']);
});
