import { readFile } from 'node:fs/promises';
import { userDataFolder } from '../../../../scripts/settings-places';
import { type Config, loadConfig } from '../../../../src/main/config/index';
import type { Aws } from '../clients';
import { CommandError } from '../command-error';
import type { Outcome } from '../outcomes';
import type { Terminal } from '../terminal';
import { compare } from './compare';
import { fetchFacts, type Place } from './facts';
import { needsChange, report } from './report';

/**
 * The app's configuration, from all the places where the app itself looks.
 * @param file given with `--config`; `null`: none
 * @param project the file that the build takes into the app
 * @throws CommandError `config-file`
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
    baked: await readFile(project, 'utf8').catch(() => ''),
    isPackaged: false,
  });
  if (result.ok) return result.config;
  const problems = result.problems.map(
    ({ key, source, problem, expected }) =>
      `  ${key} (${source}) ${problem}; expected: ${expected}`,
  );
  throw new CommandError(
    'config-file',
    `The app's configuration is not right:\n${problems.join('\n')}`,
    'npm run aws:deploy writes one; docs/configuration.md has all settings.',
  );
}

/** `aws:check`: compares the user pool with the configuration, and says what to change. */
export async function check(
  aws: Aws,
  place: Place,
  config: Config,
  terminal: Terminal,
): Promise<Outcome> {
  terminal.say(`User pool ${place.poolId}, app client ${place.clientId}`);
  const facts = await fetchFacts(aws, place);
  const findings = compare(facts, config);
  terminal.say(report(findings, facts));
  return findings.some(needsChange) ? 'differs' : 'done';
}
