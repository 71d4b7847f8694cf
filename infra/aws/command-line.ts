import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { identity } from '../../src/shared/identity';
import { UsageError } from './common/command-error';

/** The app's project, whose configuration file the commands write. */
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const verbs = ['deploy', 'status', 'destroy', 'check'] as const;

export type Verb = (typeof verbs)[number];

export interface CommandLine {
  readonly verb: Verb;
  readonly stackName: string;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly template: string;
  /** The configuration file given with `--config`; `null`: the project's own. */
  readonly config: string | null;
  readonly yes: boolean;
  readonly help: boolean;
}

export const options = {
  region: { type: 'string' },
  profile: { type: 'string' },
  'stack-name': { type: 'string', default: identity.name },
  parameter: { type: 'string', multiple: true, default: [] as string[] },
  template: { type: 'string', default: path.join(projectRoot, 'infra/aws/template.yaml') },
  config: { type: 'string' },
  yes: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What `--help` prints; at most 80 columns wide. */
export const usage = `Usage: npm run aws:COMMAND [-- options]

  aws:deploy   creates or updates the user pool with CloudFormation, and writes
               the app's configuration; shows the changes and asks first
  aws:status   shows the stack and whether the configuration matches its outputs
  aws:destroy  deletes the stack; the template keeps the user pool and its users
  aws:check    compares the configured user pool with what the app needs

  --region REGION         AWS Region (default AWS_REGION, or the profile’s)
  --profile NAME          profile of ~/.aws/config (default AWS_PROFILE)
  --stack-name NAME       name of the stack (default ${identity.name})
  --parameter NAME=VALUE  a parameter of the template; may be repeated. An
                          update keeps the others
  --template FILE         default infra/aws/template.yaml
  --config FILE           the app’s configuration (default cognito.config.json)
  --yes                   answer every question with yes
  --help                  print this

Exit status: 0 done, 1 failed, refused or something differs, 2 wrong usage`;

export const projectConfiguration = path.join(projectRoot, 'cognito.config.json');

/**
 * Reads the command line, from the verb on.
 * @throws UsageError
 */
export function parseCommandLine([word = '', ...args]: readonly string[]): CommandLine {
  const verb = verbs.find((each) => each === word);
  if (verb === undefined) {
    throw new UsageError(`Unknown command "${word}".`, `Commands: ${verbs.join(', ')}.`);
  }
  const values = parse(args);
  return {
    verb,
    stackName: values['stack-name'],
    region: values.region,
    profile: values.profile,
    parameters: Object.fromEntries(values.parameter.map(parameterOf)),
    template: path.resolve(values.template),
    config: values.config === undefined ? null : path.resolve(values.config),
    yes: values.yes,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), usage);
  }
}

function parameterOf(pair: string): [name: string, value: string] {
  const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(pair) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new UsageError(`--parameter ${pair} must look like NAME=VALUE.`);
}
