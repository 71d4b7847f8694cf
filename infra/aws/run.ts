import { type CommandLine, parseCommandLine, projectConfiguration, usage } from './command-line';
import { type Aws, connect } from './common/clients';
import { UsageError } from './common/command-error';
import { explain } from './common/explain';
import type { Terminal } from './common/terminal';
import { configure, forgetConfiguration, settingsOf } from './deploy/configuration-file';
import { deploy } from './deploy/deploy';
import { destroy } from './deploy/destroy';
import { howToStart } from './deploy/how-to-start';
import { status } from './deploy/status';
import { appConfiguration, check } from './pool-check/check';
import { placeOf } from './pool-check/facts';

/** What a command gets from its process; a test passes its own. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Prints an error. */
  readonly complain: (text: string) => void;
}

/**
 * Runs one command of `infra/aws/cli.ts`. Never throws.
 * @returns the exit status: 0 done, 1 failed, refused or something differs, 2 wrong usage
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const line = parseCommandLine(args);
    if (line.help) surroundings.terminal.say(usage);
    return line.help || (await perform(line, surroundings)) ? 0 : 1;
  } catch (error) {
    surroundings.complain(explain(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** @returns whether all is as it should be */
async function perform(line: CommandLine, { terminal, env, complain }: Surroundings) {
  const { profile, stackName, yes } = line;
  const open = async (region: string | undefined): Promise<Aws> => {
    for (const [name, value] of Object.entries(env)) {
      if (name.startsWith('AWS_ENDPOINT_URL')) complain(`${name} is set: requests go to ${value}.`);
    }
    return connect({ region, profile });
  };
  const file = line.config ?? projectConfiguration;
  switch (line.verb) {
    case 'deploy': {
      const settings = settingsOf((await deploy(await open(line.region), line, terminal)).outputs);
      await configure(file, settings, yes, terminal);
      for (const text of await howToStart(settings, line.config, env)) terminal.say(text);
      return true;
    }
    case 'status':
      return status(await open(line.region), stackName, file, terminal);
    case 'destroy': {
      const { outputs } = await destroy(await open(line.region), line, terminal);
      await forgetConfiguration(file, outputs, yes, terminal);
      return true;
    }
    case 'check': {
      const config = await appConfiguration(line.config, projectConfiguration, env);
      const place = placeOf(config);
      return check(await open(line.region ?? place.region), place, config, terminal);
    }
  }
}
