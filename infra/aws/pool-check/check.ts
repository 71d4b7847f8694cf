import { readFile } from 'node:fs/promises';
import { type Config, loadConfig } from '../../../src/main/config/index';
import { decodeText } from '../../../src/main/config/json-text';
import { userDataFolder } from '../../../src/main/config/user-data-folder';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import type { Terminal } from '../common/terminal';
import { compare } from './compare';
import { fetchFacts, type Place } from './facts';
import { needsChange, report } from './report';

/**
 * The app's configuration, from the sources that the app itself reads.
 * @param file given with `--config`; `null`: none
 * @param project the file that the build includes in the app
 * @throws CommandError if the configuration is invalid
 */
export async function appConfiguration(
  file: string | null,
  project: string,
  env: NodeJS.ProcessEnv,
): Promise<Config> {
  const result = await loadConfig({
    env,
    argv: file === null ? [] : ['--config', file],
    userDataDir: userDataFolder({ env, args: [] }),
    baked: decodeText(await readFile(project).catch(() => Buffer.of())),
    isPackaged: false,
  });
  if (result.ok) return result.config;
  const problems = result.problems.map(
    ({ key, source, problem, expected }) =>
      `  ${key} (${source}) ${problem}; expected: ${expected}`,
  );
  throw new CommandError(
    `The app's configuration is invalid:\n${problems.join('\n')}`,
    'npm run aws:deploy writes one; docs/configuration.md lists all settings.',
  );
}

/**
 * `aws:check`: compares the user pool with the configuration, and says what to change.
 * @returns whether there is nothing to change
 */
export async function check(
  aws: Aws,
  place: Place,
  config: Config,
  terminal: Terminal,
): Promise<boolean> {
  terminal.say(`User pool ${place.poolId}, app client ${place.clientId}`);
  const facts = await fetchFacts(aws, place);
  const findings = compare(facts, config);
  terminal.say(report(findings, facts));
  return !findings.some(needsChange);
}
