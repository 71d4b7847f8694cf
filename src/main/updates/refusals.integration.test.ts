import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../../../tests/support/updates/engine-rig';
import { feedName, installerName } from '../../../tests/support/updates/feed-server';
import { expectNothing, refused, release } from '../../../tests/support/updates/fetch-update';
import { signFeed } from './feed-signature';

let rig: EngineRig;
beforeEach(async () => {
  rig = await startEngineRig();
});
afterEach(() => rig.close());

describe('SEC-71: a feed is refused', () => {
  const feed = () => String(rig.server.files.get(feedName));

  it('without a signature', async () => {
    rig.server.publish(release);
    rig.server.files.delete(`${feedName}.sig`);
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });

  it.each(['', 'AAAA', '"><', `${'A'.repeat(86)}==`])(
    'with the signature %j',
    async (signature) => {
      rig.server.publish(release);
      rig.server.files.set(`${feedName}.sig`, signature);
      await expect(rig.engine.check()).rejects.toMatchObject(refused);
    },
  );

  it('signed with another key', async () => {
    rig.server.publish(release);
    rig.server.sign(feed(), generateKeyPairSync('ed25519').privateKey);
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });

  it('changed after it was signed', async () => {
    rig.server.publish(release);
    rig.server.files.set(feedName, feed().replace('1.3.0', '9.9.9'));
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });

  it('signed for another platform', async () => {
    rig.server.publish(release);
    const keys = generateKeyPairSync('ed25519');
    rig.server.files.set(`${feedName}.sig`, signFeed(keys.privateKey, 'latest-other.yml', feed()));
    const engine = rig.newEngine({ keys: [keys.publicKey.export({ format: 'jwk' }).x as string] });
    await expect(engine.check()).rejects.toMatchObject(refused);
  });

  it.each(['', 'version: [', 'null', 'version: 1.3.0', 'version: 1.3.0\nfiles: []', '\t- x: {'])(
    'that says %j, signed as it is',
    async (text) => {
      rig.server.sign(text);
      await expect(rig.engine.check()).rejects.toMatchObject(refused);
    },
  );

  it('without the hash of a file', async () => {
    rig.server.sign(`version: 1.3.0\nfiles:\n  - url: ${installerName}\n    size: 5\n`);
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });

  it('that does not end', async () => {
    rig.server.publish(release);
    rig.server.files.set(feedName, (_request, response) => {
      const more = () => response.write('# more\n'.repeat(10_000), () => setImmediate(more));
      more();
    });
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });

  it('over http', async () => {
    const engine = rig.newEngine({ feed: rig.server.url.replace('https:', 'http:') });
    await expect(engine.check()).rejects.toMatchObject(refused);
    expect(rig.server.asked).toEqual([]);
  });

  it.each(['http://127.0.0.1:1/x', 'file:///etc/passwd', 'http://[broken'])(
    'after a redirect to %s',
    async (location) => {
      rig.server.files.set(feedName, (_request, response) =>
        response.writeHead(302, { Location: location }).end(),
      );
      await expect(rig.engine.check()).rejects.toMatchObject({ name: 'AppError' });
    },
  );

  it('that is sent from one place to the next without end', async () => {
    rig.server.files.set(feedName, (_request, response) =>
      response.writeHead(302, { Location: `/app/${feedName}` }).end(),
    );
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
    expect(rig.server.asked).toHaveLength(6);
  });
});

describe('SEC-71: a file is refused, and nothing of it is kept', () => {
  it('that is another one than was signed', async () => {
    rig.server.publish(release);
    const tampered = Buffer.from(release.content);
    tampered[500_000] = (tampered[500_000] ?? 0) ^ 1;
    rig.server.files.set(installerName, tampered);
    await expectNothing(rig, refused);
  });

  it('that is longer than was signed', async () => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) => {
      const more = () => response.write(release.content, () => setImmediate(more));
      more();
    });
    await expectNothing(rig, refused);
  });

  it('after a redirect to http', async () => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/evil' }).end(),
    );
    await expectNothing(rig, refused);
  });

  it('that the feed has at an http address', async () => {
    const files = [{ url: 'http://127.0.0.1:1/evil', sha512: `${'A'.repeat(86)}==`, size: 9 }];
    rig.server.publish({ ...release, more: { files } });
    await expectNothing(rig, refused);
  });
});
