import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '@repo/local-user-pool';
import { stringify } from 'yaml';
import { signFeed } from '../../../src/main/updates/feed-signature';

type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Release {
  readonly version: string;
  readonly content: Buffer;
  /** Stands in the feed beside what electron-builder writes there. */
  readonly more?: object;
  /** The name of the file; as for an AppImage without it. */
  readonly installer?: string;
}

/** A folder of updates on a server of its own, over https. */
export interface FeedServer {
  /** As in `updateFeed`. */
  readonly url: string;
  /** As in `updateKeys`. */
  readonly publicKey: string;
  /** What it answers, by the name of the file. */
  readonly files: Map<string, Answer>;
  /** The names that were asked for, in order. */
  readonly asked: string[];
  /** Puts a version there as a release does: the installer, the feed, its signature. */
  publish(release: Release): void;
  /** Puts a feed there that says this, signed with the right key unless another is given. */
  sign(feed: string, by?: KeyObject): void;
  close(): Promise<void>;
}

/** What the feed is called for this platform (electron-builder: `latest-linux-arm64.yml` and the like). */
export const feedName = `latest${{ darwin: '-mac', win32: '' }[process.platform as string] ?? `-linux${process.arch === 'x64' ? '' : `-${process.arch}`}`}.yml`;
export const installerName = 'app.AppImage';

export async function startFeedServer(certificate: Certificate): Promise<FeedServer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const files: FeedServer['files'] = new Map();
  const asked: string[] = [];
  const server = createServer(certificate, (request, response) => {
    const name = (request.url ?? '').replace('/app/', '');
    asked.push(name);
    const answer = files.get(name);
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Length': Buffer.byteLength(answer) }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sign = (feed: string, by = privateKey) => {
    files.set(feedName, feed);
    files.set(`${feedName}.sig`, signFeed(by, feedName, feed));
  };
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/app/`,
    publicKey: publicKey.export({ format: 'jwk' }).x as string,
    files,
    asked,
    sign,
    publish({ version, content, more = {}, installer = installerName }) {
      const sha512 = createHash('sha512').update(content).digest('base64');
      const file = { url: installer, sha512, size: content.length };
      const path = installer;
      files.set(installer, content);
      sign(stringify({ version, files: [file], path, sha512, releaseDate: '2026-01-01', ...more }));
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
