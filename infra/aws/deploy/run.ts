import { command } from './again';
import { settingsOf } from './app-configuration';
import { appConfiguration, check } from './check/check';
import { placeOf } from './check/facts';
import { type Aws, connect } from './clients';
import { CommandError } from './command-error';
import { type CommandLine, options, parseCommandLine, projectConfiguration } from './command-line';
import { configure } from './configure';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { explain } from './explain';
import { forgetConfiguration } from './forget-configuration';
import { howToStart } from './how-to-start';
import type { Outcome } from './outcomes';
import { ordinaryPace, type Pace } from './pause';
import { needStack } from './stack';
import { status } from './status';
import type { Subject } from './subject';
import { readTemplate } from './template-file';
import type { Terminal } from './terminal';
import { usage } from './usage';
import { user } from './user';
import { Users } from './users';

/** Where a command runs; a test passes its own. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Takes what went wrong, in words. */
  readonly complain: (text: string) => void;
  readonly pace?: Pace;
}

/** Runs one command of `infra/aws/cli.ts`, and tells how it ended. Never throws. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  let subject: Subject = { stackName: '', region: surroundings.env.AWS_REGION ?? '' };
  try {
    const line = parseCommandLine(args);
    if (line.help) {
      surroundings.terminal.say(usage(line.verb, options[line.verb]));
      return 'done';
    }
    const onSubject = (found: Subject) => {
      subject = found;
    };
    return await perform(line, surroundings, onSubject);
  } catch (error) {
    const { outcome, message, hint } = explain(error, subject);
    surroundings.complain(hint === null ? message : `${message}\n${hint}`);
    return outcome;
  }
}

async function perform(
  line: CommandLine,
  surroundings: Surroundings,
  onSubject: (subject: Subject) => void,
): Promise<Outcome> {
  const { verb, stackName, profile } = line;
  const open = async (region: string | undefined) => {
    const { complain, env } = surroundings;
    onSubject({ stackName, region: region ?? env.AWS_REGION ?? '', profile });
    const aws = await connect({ region, profile, onWait: complain });
    onSubject({ stackName, region: aws.region, profile });
    for (const [name, value] of Object.entries(env)) {
      if (name.startsWith('AWS_ENDPOINT_URL')) complain(`${name} is set: this goes to ${value}.`);
    }
    return aws;
  };
  if (verb === 'check') {
    const { terminal, env } = surroundings;
    const config = await appConfiguration(line.config, projectConfiguration, env);
    const place = placeOf(config);
    return check(await open(line.region ?? place.region), place, config, terminal);
  }
  const aws = await open(line.region);
  return commands[verb](aws, line, { stackName, region: aws.region, profile }, surroundings);
}

type Command = (
  aws: Aws,
  line: CommandLine,
  subject: Subject,
  surroundings: Surroundings,
) => Promise<Outcome>;

const commands: Readonly<Record<Exclude<CommandLine['verb'], 'check'>, Command>> = {
  async deploy(aws, line, subject, { terminal, env, pace = ordinaryPace }) {
    const template = await readTemplate(line.template);
    const { parameters, yes, allowUserLoss, config } = line;
    const request = { ...subject, template, parameters, yes, allowUserLoss };
    const settings = settingsOf(await deploy(aws, request, terminal, pace));
    if (!(await configure(config ?? projectConfiguration, settings, yes, terminal))) {
      return 'unconfirmed';
    }
    for (const text of await howToStart(settings, config, env)) terminal.say(text);
    terminal.say(`Invite somebody: ${command('user', subject, 'add', 'EMAIL')}`);
    return 'done';
  },

  status: (aws, line, subject, { terminal }) =>
    status(aws, subject, line.config ?? projectConfiguration, terminal),

  async destroy(aws, { yes, config }, subject, { terminal, pace = ordinaryPace }) {
    const { outputs } = await destroy(aws, { ...subject, yes }, terminal, pace);
    await forgetConfiguration(config ?? projectConfiguration, outputs, yes, terminal);
    return 'done';
  },

  async user(aws, { words, resend }, subject, { terminal }) {
    const { UserPoolId } = (await needStack(aws, subject)).outputs;
    if (UserPoolId === undefined) {
      throw new CommandError(
        'unknown-stack',
        `The stack "${subject.stackName}" has no output UserPoolId.`,
        `${command('status', subject)} shows how far it is.`,
      );
    }
    await user(new Users(aws, UserPoolId), words, resend, terminal);
    return 'done';
  },
};
