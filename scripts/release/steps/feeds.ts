import { createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../runtime';
import { packagesFolder } from '../places';
import { signFeedFile, signingKey } from '../sign-feed';
import type { Circumstances, Step } from '../step';

/** What the build takes into the app. */
const configuration = path.join(projectRoot, 'cognito.config.json');

/** One for each system that the app looks for updates on, by the names that electron-builder gives them. */
const wanted = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml'];

/** Signs what electron-builder wrote for the apps that are out there: they believe nothing else. */
export const feeds: Step = {
  name: 'feeds',
  what: 'the feeds of updates, signed',
  async run(circumstances) {
    const text = existsSync(configuration) ? readFileSync(configuration, 'utf8') : '{}';
    const { updateKeys = [] } = JSON.parse(text) as { updateKeys?: readonly string[] };
    await signFeeds(packagesFolder, updateKeys, circumstances);
  },
};

/**
 * @param updateKeys the public keys that the apps of this release believe
 * @throws Error when they would not believe what is signed
 */
export async function signFeeds(
  folder: string,
  updateKeys: readonly string[],
  { env, isDryRun, say, version }: Pick<Circumstances, 'env' | 'isDryRun' | 'say' | 'version'>,
): Promise<void> {
  const names = feedsIn(folder);
  if (updateKeys.length === 0 && names.length === 0) {
    say('There are none: cognito.config.json has no `updateFeed`.');
    return;
  }
  // electron-builder writes no feed that an app would read for an unfinished version.
  if (version.includes('-')) {
    say(`${version} is a prerelease, which no app is offered.`);
    return;
  }
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const text = `The feeds ${missing.join(', ')} are missing: was every system packaged with this cognito.config.json?`;
    if (!isDryRun) throw new Error(text);
    say(text);
  }
  if (names.length === 0) return;
  if (isDryRun && !env.UPDATE_SIGNING_KEY) {
    say(`Would sign ${names.join(', ')}; UPDATE_SIGNING_KEY is not set.`);
    return;
  }
  const key = signingKey(env);
  if (!updateKeys.includes(createPublicKey(key).export({ format: 'jwk' }).x as string)) {
    const where = '`updateKeys` in cognito.config.json';
    throw new Error(`No app would believe it: UPDATE_SIGNING_KEY belongs to none of ${where}.`);
  }
  for (const name of names) {
    const files = await signFeedFile(path.join(folder, name), key);
    say(`${name}.sig, for ${files.join(', ')}`);
  }
}

/** The names of the feeds that electron-builder left in this folder; none where there is no folder. */
function feedsIn(folder: string): string[] {
  const all = existsSync(folder) ? readdirSync(folder) : [];
  return all.filter((name) => /^latest[\w-]*\.yml$/.test(name)).sort();
}
