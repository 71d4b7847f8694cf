import { UserPoolError, type UserPoolOptions } from '../index';
import type { Seed } from '../options/seed-file';
import { readTemplateFile, type TemplatePool } from '../template/template-file';

/** What a template has the say on: it is changed there, or by its parameters. */
const saidByTemplate = [
  'no-domain',
  'no-sign-up',
  'auto-confirm',
  'managed',
  'mfa',
  'idp',
  'scope',
  'implicit',
  'id-ttl',
  'access-ttl',
  'refresh-ttl',
  'rotation',
  'rotate-refresh',
];

/** Options that say how to read a template. */
const belongsToTemplate = [
  'parameter',
  'region',
  'account',
  'template-pool',
  'template-client',
  'lenient',
];

/** Values of the command line, by option. */
type Values = Readonly<Record<string, unknown>> & {
  readonly template?: string;
  readonly parameter?: readonly string[];
  readonly region?: string;
  readonly account?: string;
  readonly 'template-pool'?: string;
  readonly 'template-client'?: string;
  readonly lenient?: boolean;
  readonly 'redirect-uri'?: readonly string[];
  readonly 'sign-out-uri'?: readonly string[];
};

/**
 * The options that `--template` stands for, with what a seed adds to them; `null` without a template.
 * @throws UserPoolError `bad_option`
 */
export function templatePool(values: Values, seed: Seed): TemplatePool | null {
  const { template } = values;
  if (template === undefined) {
    const lost = belongsToTemplate.find((option) => values[option] !== undefined);
    if (lost === undefined) return null;
    throw new UserPoolError('bad_option', `--${lost} belongs to a --template.`);
  }
  const taken = saidByTemplate.find((option) => values[option] !== undefined);
  if (taken !== undefined) throw contradiction(taken);
  const { options, differences } = readTemplateFile(template, {
    parameters: parameters(values.parameter ?? []),
    region: values.region,
    account: values.account,
    pool: values['template-pool'],
    client: values['template-client'],
    lenient: values.lenient ?? false,
  });
  const both = <T>(ofTemplate: readonly T[] = [], ofSeed: readonly T[] = []) => [
    ...ofTemplate,
    ...ofSeed,
  ];
  return {
    differences,
    options: {
      ...options,
      ...uris(values, options),
      clients: both(options.clients, seed.clients),
      groups: both(options.groups, seed.groups),
      resourceServers: both(options.resourceServers, seed.resourceServers),
    },
  };
}

/** The URIs of the command line, for a template whose client has none. */
function uris(values: Values, { client }: UserPoolOptions): UserPoolOptions {
  const { 'redirect-uri': redirectUris, 'sign-out-uri': signOutUris } = values;
  if (client?.redirectUris && redirectUris) throw contradiction('redirect-uri');
  if (client?.signOutUris && signOutUris) throw contradiction('sign-out-uri');
  return {
    ...(redirectUris ? { redirectUris } : {}),
    ...(signOutUris ? { signOutUris } : {}),
  };
}

function contradiction(option: string): UserPoolError {
  return new UserPoolError(
    'bad_option',
    `--${option} and --template don't go together: what the template says is changed by --parameter.`,
  );
}

/**
 * `NAME=VALUE`, as on the command line.
 * @throws UserPoolError `bad_option`
 */
function parameters(given: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals < 1) throw new UserPoolError('bad_option', '--parameter needs NAME=VALUE.');
    const name = text.slice(0, equals);
    if (Object.hasOwn(values, name)) {
      throw new UserPoolError('bad_option', `--parameter ${name} is given twice.`);
    }
    values[name] = text.slice(equals + 1);
  }
  return values;
}
