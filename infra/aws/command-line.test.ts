import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../src/shared/identity';
import { options, parseCommandLine, usage } from './command-line';
import { UsageError } from './common/command-error';

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
      template: path.resolve('infra/aws/template.yaml'),
    });
  });

  it('is read', () => {
    const line =
      'deploy --stack-name s --region r --profile p --parameter A=1 --parameter B=x=y --parameter C= --config c.json --template t.yaml --yes';
    expect(parse(line)).toMatchObject({
      stackName: 's',
      region: 'r',
      profile: 'p',
      parameters: { A: '1', B: 'x=y', C: '' },
      config: path.resolve('c.json'),
      template: path.resolve('t.yaml'),
      yes: true,
    });
  });

  it.each(['depoly', '', 'deploy now', 'deploy --parameter A', 'deploy --password x', 'user list'])(
    'refuses "%s"',
    (line) => {
      expect(() => parse(line)).toThrow(UsageError);
    },
  );
});

describe('a command and an option', () => {
  const packages = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8'));
  const readme = readFileSync(path.resolve('infra/aws/README.md'), 'utf8');

  it.each(['deploy', 'status', 'destroy', 'check'])(
    'aws:%s is in --help, the README and npm',
    (verb) => {
      expect(usage).toContain(`  aws:${verb} `);
      expect(readme).toContain(`npm run aws:${verb}`);
      expect(packages.scripts).toHaveProperty(`aws:${verb}`, `tsx infra/aws/cli.ts ${verb}`);
    },
  );

  it.each(Object.keys(options))('--%s is in --help and the README', (name) => {
    expect(usage).toMatch(new RegExp(`^  --${name} `, 'm'));
    expect(readme).toContain(`\`--${name}`);
  });

  it('fits into 80 columns', () => {
    expect(usage.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
