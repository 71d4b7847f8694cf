import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, type ConfigSources, loadConfig } from '../../../src/main/config/index';
import type { ConfigProblem } from '../../../src/shared/auth-state';

/** The fewest settings that an app with Cognito can have. */
export const cognito = {
  domain: 'example.auth.eu-west-1.amazoncognito.com',
  userPoolId: 'eu-west-1_AbCdEf123',
  clientId: 'client1',
};

/** Reads `sources` and nothing else: what they leave out is empty. */
function load(sources: Partial<ConfigSources>) {
  const userDataDir = join(tmpdir(), 'no-such-folder');
  const nothing = { env: {}, argv: [], userDataDir, baked: '', isPackaged: false };
  return loadConfig({ ...nothing, ...sources });
}

/** The configuration of an app with `settings` built in; fails the test when there are problems. */
export async function loadedFrom(
  settings: object,
  sources: Partial<ConfigSources> = {},
): Promise<Config> {
  const result = await load({ baked: JSON.stringify(settings), ...sources });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** The problems that these sources have; fails the test when there are none. */
export async function problemsOf(
  sources: Partial<ConfigSources>,
): Promise<readonly ConfigProblem[]> {
  const result = await load(sources);
  if (result.ok) throw new Error('no problem was found');
  return result.problems;
}

/** The problems of an app with `settings` built in. */
export const problemsIn = (settings: object) => problemsOf({ baked: JSON.stringify(settings) });
