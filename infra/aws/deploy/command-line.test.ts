import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { options, parseCommandLine } from './command-line';
import { outcomes } from './outcomes';
import { readTemplate } from './template-file';
import { failing } from './testing/rig';
import { usage } from './usage';

const parse = (line: string) => parseCommandLine(line.split(' '));

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(parse('deploy')).toMatchObject({
      stackName: identity.name,
      region: undefined,
      profile: undefined,
      parameters: {},
      config: null,
      yes: false,
      template: expect.stringMatching(/infra.aws.template\.yaml$/),
    });
  });

  it('is read', () => {
    const line =
      'deploy --stack-name s --region r --profile p --parameter A=1 --parameter B=x=y --parameter C= --config c.json --yes';
    expect(parse(line)).toMatchObject({
      stackName: 's',
      region: 'r',
      profile: 'p',
      parameters: { A: '1', B: 'x=y', C: '' },
      config: path.resolve('c.json'),
      yes: true,
    });
    expect(parse('user group a@b.c staff').words).toEqual(['group', 'a@b.c', 'staff']);
  });

  it.each([
    'depoly',
    'deploy now',
    'deploy --stack-name 1x',
    'deploy --stack-name a_b',
    'deploy --parameter A',
    'deploy --parameter A=1 --parameter A=2',
    'deploy --password x',
    'user add a@b.c --password x',
    'destroy --parameter A=1',
    'check --stack-name x',
  ])('%s is refused', async (line) => {
    expect((await failing((async () => parse(line))())).outcome).toBe('usage');
  });
});

describe('--help', () => {
  it.each(Object.entries(options))('of %s has every option and exit status', (verb, of) => {
    const text = usage(verb as keyof typeof options, of);
    for (const name of Object.keys(of)) expect(text).toMatch(new RegExp(`^  --${name}\\b`, 'm'));
    for (const { status, meaning } of Object.values(outcomes)) {
      expect(text).toContain(` ${status}  ${meaning}`);
    }
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

it('gives each outcome a status of its own', () => {
  const statuses = Object.values(outcomes).map(({ status }) => status);
  expect(new Set(statuses).size).toBe(statuses.length);
});

describe('a template file', () => {
  it('fits into a request when it is ours', async () => {
    expect(await readTemplate(parse('deploy').template)).toContain('AppConfig:');
  });

  it('that is not there is named', async () => {
    const { outcome, message } = await failing(readTemplate('/no/such.yaml'));
    expect([outcome, message]).toEqual(['template', expect.stringContaining('/no/such.yaml')]);
  });

  it('that is too large says so', async () => {
    const { hint } = await failing(readTemplate(path.resolve('package-lock.json')));
    expect(hint).toContain('S3');
  });
});
