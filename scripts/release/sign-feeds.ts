import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFeed } from '../../src/main/updates/feed';
import { signFeed } from '../../src/main/updates/feed-signature';

/** One for each system on which the app checks for updates, as electron-builder names them. */
const feedNames = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml'];

interface Release {
  readonly version: string;
  /** The public keys that the apps of this release trust. */
  readonly updateKeys: readonly string[];
  /** A dry run reports what a release would fail for. */
  readonly isDryRun: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Signs the feeds that electron-builder wrote. Installed apps trust nothing else.
 *
 * @returns what was done, for the log
 * @throws Error when a system's feed is missing, or the apps would not trust the signature
 */
export async function signFeeds(
  folder: string,
  { version, updateKeys, isDryRun, env }: Release,
): Promise<string[]> {
  const all = existsSync(folder) ? readdirSync(folder) : [];
  const feeds = all.filter((name) => /^latest[\w-]*\.yml$/.test(name)).sort();
  if (updateKeys.length === 0 && feeds.length === 0) {
    return ['The app checks for no updates: cognito.config.json has no `updateFeed`.'];
  }
  // electron-builder writes no feed for a prerelease that an app would read.
  if (version.includes('-')) return [`${version} is a prerelease, which no app is offered.`];
  const missing = feedNames.filter((name) => !feeds.includes(name));
  const problem = `Missing feeds: ${missing.join(', ')}. Was every system packaged with this cognito.config.json?`;
  if (missing.length > 0 && !isDryRun) throw new Error(problem);
  const report = missing.length > 0 ? [problem] : [];
  if (feeds.length === 0) return report;
  if (isDryRun && !env.UPDATE_SIGNING_KEY) {
    return [...report, `Would sign ${feeds.join(', ')}. UPDATE_SIGNING_KEY is not set.`];
  }
  const key = signingKey(env);
  if (!updateKeys.includes(publicKeyOf(key))) {
    throw new Error(
      'No app would trust the feeds: UPDATE_SIGNING_KEY matches none of `updateKeys` in cognito.config.json.',
    );
  }
  for (const name of feeds) {
    const files = await signFeedFile(path.join(folder, name), key);
    report.push(`${name}.sig, for ${files.join(', ')}`);
  }
  return report;
}

/**
 * Writes the signature of a feed to `FEED.sig`, once the feed is one that the app accepts and the installers
 * beside it are those that it names.
 *
 * @param feed path of a `latest*.yml`; its name is signed too
 * @returns the names of the installers that were compared
 * @throws Error with the first problem
 */
export async function signFeedFile(feed: string, key: KeyObject): Promise<string[]> {
  const [folder, name] = [path.dirname(feed), path.basename(feed)];
  const text = readFileSync(feed, 'utf8');
  const { files } = readFeed(text).info;
  const present = files.filter(({ url }) => existsSync(path.join(folder, url)));
  for (const { url, sha512 } of present) {
    const hash = createHash('sha512');
    for await (const chunk of createReadStream(path.join(folder, url)))
      hash.update(chunk as Buffer);
    if (hash.digest('base64') !== sha512) {
      throw new Error(`${url} is not the file that ${name} names: its SHA-512 differs.`);
    }
  }
  writeFileSync(`${feed}.sig`, signFeed(key, name, text));
  return present.map(({ url }) => url);
}

/** @throws Error when UPDATE_SIGNING_KEY is not set, or not a private Ed25519 key */
export function signingKey(env: NodeJS.ProcessEnv): KeyObject {
  const pem = env.UPDATE_SIGNING_KEY;
  if (!pem) {
    throw new Error('UPDATE_SIGNING_KEY is not set. Make a key with `npm run release:key`.');
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause may quote the key.
    throw new Error('UPDATE_SIGNING_KEY is not a private key from `npm run release:key`.');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('UPDATE_SIGNING_KEY is no Ed25519 key.');
  return key;
}

/** The public key as it is written in `updateKeys`. */
function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'jwk' }).x as string;
}
