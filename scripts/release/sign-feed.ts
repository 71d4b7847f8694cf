import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFeed } from '../../src/main/shell/updates/feed';
import { signFeed } from '../../src/main/shell/updates/feed-signature';

/**
 * Signs a feed as electron-builder wrote it: puts `FEED.sig` beside it. Before that it looks whether the app
 * would take it, and whether the installers that lie beside it are those that it names.
 *
 * @param feed path of a `latest*.yml`, whose name is signed too
 * @returns the names of the installers that were looked at
 * @throws Error with the first thing that is wrong
 */
export async function signFeedFile(feed: string, key: KeyObject): Promise<string[]> {
  const [folder, name] = [path.dirname(feed), path.basename(feed)];
  const text = readFileSync(feed, 'utf8');
  const { files } = readFeed(text).info;
  const here = files.filter(({ url }) => existsSync(path.join(folder, url)));
  for (const { url, sha512 } of here) {
    if ((await hashOf(path.join(folder, url))) !== sha512) {
      throw new Error(`${url} is not the file that ${name} names: its SHA-512 is another one`);
    }
  }
  writeFileSync(`${feed}.sig`, signFeed(key, name, text));
  return here.map(({ url }) => url);
}

/** @throws Error when it is not there, or no private key of Ed25519 */
export function signingKey(env: NodeJS.ProcessEnv): KeyObject {
  const pem = env.UPDATE_SIGNING_KEY;
  if (!pem)
    throw new Error('UPDATE_SIGNING_KEY is not set: the private key of `npm run release:key`');
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause may quote it.
    throw new Error('UPDATE_SIGNING_KEY is not a private key as `npm run release:key` writes it');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('UPDATE_SIGNING_KEY is no Ed25519 key');
  return key;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}

/** `UPDATE_SIGNING_KEY=… npm run release:sign-feed -- FEED…` */
if (process.argv[1] === import.meta.filename) {
  try {
    const feeds = process.argv.slice(2);
    if (feeds.length === 0) throw new Error('Name the feeds to sign, like out/packages/latest.yml');
    const key = signingKey(process.env);
    for (const feed of feeds) {
      const files = await signFeedFile(feed, key);
      console.log(
        `${feed}.sig: ${files.length} of its files are here, and are those that it names`,
      );
    }
    const { x } = createPublicKey(key).export({ format: 'jwk' });
    console.log(`Apps with ${x} in \`updateKeys\` take it.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
