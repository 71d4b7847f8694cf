import { UserPoolError, type UserPoolOptions } from '../index';
import type { Seed } from '../options/seed-file';
import { readTemplateFile, templateParameters } from '../template/template-file';

/** What a template has the say on: it is changed there, or by its parameters. */
const saidByTemplate = [
  'no-domain',
  'no-sign-up',
  'auto-confirm',
  'managed',
  'mfa',
  'idp',
  'redirect-uri',
  'sign-out-uri',
  'scope',
  'implicit',
  'id-ttl',
  'access-ttl',
  'refresh-ttl',
  'rotation',
  'rotate-refresh',
];

/** Values of the command line, by option. */
type Values = Readonly<Record<string, unknown>> & {
  readonly template?: string;
  readonly parameter?: readonly string[];
};

/**
 * The options that `--template` stands for, with what a seed adds to them; `null` without a template.
 * @throws UserPoolError `bad_option`
 */
export function templateOptions(values: Values, seed: Seed): UserPoolOptions | null {
  const { template, parameter = [] } = values;
  if (template === undefined) {
    if (parameter.length === 0) return null;
    throw new UserPoolError('bad_option', '--parameter belongs to a --template.');
  }
  const taken = saidByTemplate.find((option) => values[option] !== undefined);
  if (taken !== undefined) {
    throw new UserPoolError(
      'bad_option',
      `--${taken} and --template don't go together: what the template says is changed by --parameter.`,
    );
  }
  const options = readTemplateFile(template, templateParameters(parameter));
  const both = <T>(ofTemplate: readonly T[] = [], ofSeed: readonly T[] = []) => [
    ...ofTemplate,
    ...ofSeed,
  ];
  return {
    ...options,
    clients: both(options.clients, seed.clients),
    groups: both(options.groups, seed.groups),
    resourceServers: both(options.resourceServers, seed.resourceServers),
  };
}
