import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../../scripts/runtime';
import { identity } from '../../../src/shared/identity';
import type { Verb } from './again';
import { CommandError } from './command-error';

export interface CommandLine {
  readonly verb: Verb;
  /** What follows the verb and is no option. */
  readonly words: readonly string[];
  readonly stackName: string;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly template: string;
  /** The configuration file that was asked for; `null`: the project's own. */
  readonly config: string | null;
  readonly yes: boolean;
  readonly allowUserLoss: boolean;
  readonly resend: boolean;
  readonly help: boolean;
}

const everywhere = {
  region: { type: 'string' },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const stackOptions = { ...everywhere, 'stack-name': { type: 'string' } } as const;

/** Which options each command takes. */
export const options = {
  deploy: {
    ...stackOptions,
    parameter: { type: 'string', multiple: true },
    template: { type: 'string' },
    config: { type: 'string' },
    yes: { type: 'boolean' },
    'allow-user-loss': { type: 'boolean' },
  },
  status: { ...stackOptions, config: { type: 'string' } },
  destroy: { ...stackOptions, config: { type: 'string' }, yes: { type: 'boolean' } },
  user: { ...stackOptions, resend: { type: 'boolean' } },
  check: { ...everywhere, config: { type: 'string' } },
} as const satisfies Record<Verb, object>;

export const projectConfiguration = path.join(projectRoot, 'cognito.config.json');

/**
 * Reads the command line, from the verb on.
 * @throws CommandError `usage`
 */
export function parseCommandLine([verb = '', ...args]: readonly string[]): CommandLine {
  if (!isVerb(verb)) {
    throw wrong(`There is no command "${verb}": it is one of ${Object.keys(options).join(', ')}.`);
  }
  const { values, positionals: words } = parse(verb, args);
  const text = (name: string) => values[name] as string | undefined;
  const flag = (name: string) => values[name] === true;
  const stackName = text('stack-name') ?? identity.name;
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName)) {
    throw wrong(
      `--stack-name "${stackName}" is no name of a stack: a letter first, then letters, digits and hyphens, 128 at most.`,
    );
  }
  const [first] = words;
  if (verb !== 'user' && first !== undefined) throw wrong(`"${first}" is one word too many.`);
  return {
    verb,
    words,
    stackName,
    region: text('region'),
    profile: text('profile'),
    parameters: parametersOf((values.parameter as string[] | undefined) ?? []),
    template: path.resolve(text('template') ?? path.join(projectRoot, 'infra/aws/template.yaml')),
    config: text('config') === undefined ? null : path.resolve(text('config') ?? ''),
    yes: flag('yes'),
    allowUserLoss: flag('allow-user-loss'),
    resend: flag('resend'),
    help: flag('help'),
  };
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(options, word);
}

function wrong(message: string): CommandError {
  return new CommandError('usage', message, '--help shows what there is.');
}

function parse(verb: Verb, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: options[verb],
      allowPositionals: true,
    });
    return { values: values as Record<string, string | boolean | string[]>, positionals };
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function parametersOf(pairs: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw wrong(`--parameter ${pair} should look like NAME=VALUE.`);
    }
    if (Object.hasOwn(parameters, name)) throw wrong(`--parameter ${name} is given twice.`);
    parameters[name] = value;
  }
  return parameters;
}
