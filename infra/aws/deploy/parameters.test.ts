import { afterEach, describe, expect, it } from 'vitest';
import { chooseParameters } from './parameters';
import { failing, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';

const declared = [
  { ParameterKey: 'Name', Description: 'What it is called.' },
  {
    ParameterKey: 'Tier',
    DefaultValue: 'LITE',
    ParameterConstraints: { AllowedValues: ['LITE', 'PLUS'] },
  },
];

describe('the parameters of a deployment', () => {
  it('leave defaults to CloudFormation, and to a stack what it has', async () => {
    const nobody = new TestTerminal();
    expect(await chooseParameters(declared, { Name: 'a' }, null, nobody)).toEqual([
      { ParameterKey: 'Name', ParameterValue: 'a' },
    ]);
    const previous = { Name: 'a', Tier: 'PLUS', Gone: 'x' };
    expect(await chooseParameters(declared, { Tier: 'LITE' }, previous, nobody)).toEqual([
      { ParameterKey: 'Name', UsePreviousValue: true },
      { ParameterKey: 'Tier', ParameterValue: 'LITE' },
    ]);
  });

  it('are asked for where somebody can answer', async () => {
    const terminal = new TestTerminal(['Acme']);
    expect(await chooseParameters(declared, {}, null, terminal)).toEqual([
      { ParameterKey: 'Name', ParameterValue: 'Acme' },
    ]);
    expect([terminal.text, terminal.questions]).toEqual(['What it is called.', ['Name:']]);
  });

  it.each([
    [{}, null, 'The parameter Name has no value.', '--parameter Name=VALUE'],
    [{}, [''], 'The parameter Name has no value.', '--parameter Name=VALUE'],
    [{ Nam: 'x' }, null, 'no parameter "Nam"', 'Did you mean Name?'],
    [{ Zzzzz: 'x' }, null, 'no parameter "Zzzzz"', 'It has: Name, Tier.'],
    [{ Name: 'x', Tier: 'GOLD' }, null, '"GOLD"', 'one of: LITE, PLUS'],
  ])('%o are refused (answers %o)', async (given, answers, words, hint) => {
    const chosen = chooseParameters(declared, given, null, new TestTerminal(answers));
    const error = await failing(chosen);
    expect(error.outcome).toBe('parameter');
    expect([error.message, error.hint]).toEqual([
      expect.stringContaining(words),
      expect.stringContaining(hint),
    ]);
  });
});

describe('a parameter that CloudFormation refuses', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('is named, with what it must be', async () => {
    rig = await startRig();
    const { outcome, message } = await failing(rig.deploy({ parameters: { DomainPrefix: 'A_B' } }));
    expect([outcome, message]).toEqual([
      'parameter',
      "Parameter 'DomainPrefix' failed to satisfy constraint: must be lower-case",
    ]);
  });
});
