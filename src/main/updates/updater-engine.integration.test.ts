import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  currentVersion,
  type EngineRig,
  startEngineRig,
} from '../../../tests/support/updates/engine-rig';
import { feedName, installerName } from '../../../tests/support/updates/feed-server';
import {
  expectNothing,
  fetchUpdate,
  refused,
  release,
  unreachable,
} from '../../../tests/support/updates/fetch-update';

let rig: EngineRig;
beforeEach(async () => {
  rig = await startEngineRig();
});
afterEach(() => rig.close());

describe('a newer version', () => {
  it('is found, fetched with progress, verified and kept', async () => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) => {
      response.writeHead(200, { 'Content-Length': release.content.length });
      response.write(release.content.subarray(0, 400_000));
      // electron-updater tells how far it is once a second.
      setTimeout(() => response.write(release.content.subarray(400_000, 600_000)), 1_100);
      setTimeout(() => response.end(release.content.subarray(600_000)), 2_300);
    });
    const percents = await fetchUpdate(rig);
    expect(percents).toEqual([expect.closeTo(40, -1), expect.closeTo(60, -1), 100]);
    expect(await rig.kept()).toEqual([installerName]);
    const file = path.join(rig.cache, 'updates/pending', installerName);
    expect((await readFile(file)).equals(release.content)).toBe(true);
  });

  it('is not fetched again after a restart', async () => {
    rig.server.publish(release);
    await fetchUpdate(rig);
    const again = rig.newEngine();
    await again.check();
    rig.server.asked.length = 0;
    await again.download(() => {});
    expect(rig.server.asked).toEqual([]);
  });

  it('that was changed on the disk meanwhile is fetched again (SEC-71)', async () => {
    rig.server.publish(release);
    await fetchUpdate(rig);
    const file = path.join(rig.cache, 'updates/pending', installerName);
    await writeFile(file, 'evil');
    const again = rig.newEngine();
    await again.check();
    await again.download(() => {});
    expect((await readFile(file)).equals(release.content)).toBe(true);
  });

  it('is only told of where the system’s packages are not the app’s to change', async () => {
    delete process.env.APPIMAGE;
    rig.server.publish(release);
    expect(await rig.newEngine().check()).toEqual({ version: '1.3.0', isInstallable: false });
  });

  it('does not replace the AppImage of another app, which has started this one', async () => {
    rig.server.publish(release);
    const engine = rig.newEngine({ execPath: '/opt/app/app' });
    expect(await engine.check()).toEqual({ version: '1.3.0', isInstallable: false });
  });

  it('may be signed with any of the keys, so that they can be changed', async () => {
    rig.server.publish(release);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x as string;
    const engine = rig.newEngine({ keys: [other, rig.server.publicKey] });
    expect(await engine.check()).toMatchObject({ version: '1.3.0' });
  });

  it('comes by a redirect to https, as from a release on GitHub', async () => {
    rig.server.publish(release);
    for (const name of [feedName, `${feedName}.sig`, installerName]) {
      const there = rig.server.files.get(name);
      if (there !== undefined) rig.server.files.set(`there/${name}`, there);
      rig.server.files.set(name, (_request, response) =>
        response.writeHead(302, { Location: `/app/there/${name}` }).end(),
      );
    }
    await fetchUpdate(rig);
    expect(await rig.kept()).toEqual([installerName]);
  });

  it('says of this computer nothing that tells it from others', async () => {
    const headers: object[] = [];
    rig.server.files.set(feedName, (request, response) => {
      headers.push(request.headers);
      response.writeHead(404).end();
    });
    await expect(rig.engine.check()).rejects.toMatchObject(unreachable);
    expect(Object.keys(headers[0] ?? {}).sort()).toEqual([
      ...['accept-encoding', 'cache-control', 'connection', 'host', 'user-agent'],
    ]);
  });
});

describe('SEC-71: there is no way back', () => {
  it.each([currentVersion, '1.2.2', '0.9.0', '1.3.0-beta.1', `${currentVersion}+1`])(
    'version %s is not offered',
    async (version) => {
      rig.server.publish({ ...release, version });
      expect(await rig.engine.check()).toBeNull();
    },
  );

  it.each(['1.2', 'v1.3.0', 'latest', '', 1.3, null])('version %j is none', async (version) => {
    rig.server.publish({ ...release, more: { version } });
    await expect(rig.engine.check()).rejects.toMatchObject(refused);
  });
});

describe('a roll-out in stages', () => {
  it('offers nothing at 0 %, and everything at 100 %', async () => {
    rig.server.publish({ ...release, more: { stagingPercentage: 0 } });
    expect(await rig.engine.check()).toBeNull();
    rig.server.publish({ ...release, more: { stagingPercentage: 100 } });
    expect(await rig.engine.check()).toMatchObject({ version: '1.3.0' });
  });
});

describe('what goes wrong on the way', () => {
  it.each([404, 403, 500, 503])('the server answers %d', async (status) => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) => response.writeHead(status).end());
    await expectNothing(rig, unreachable);
    rig.server.files.set(feedName, (_request, response) => response.writeHead(status).end());
    await expect(rig.engine.check()).rejects.toMatchObject(unreachable);
  });

  it('nobody answers', async () => {
    await rig.server.close();
    await expect(rig.engine.check()).rejects.toMatchObject(unreachable);
  });

  it.each(['before', 'after'])('nothing arrives any more, %s it has begun', async (when) => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) => {
      response.writeHead(200, { 'Content-Length': release.content.length });
      if (when === 'after') response.write(release.content.subarray(0, 1_000));
    });
    const engine = rig.newEngine({ patienceMs: 300 });
    await engine.check();
    await expectNothing(
      rig,
      unreachable,
      engine.download(() => {}),
    );
  });

  it('the file breaks off', async () => {
    rig.server.publish(release);
    rig.server.files.set(installerName, (_request, response) => {
      response.writeHead(200, { 'Content-Length': release.content.length });
      response.write(release.content.subarray(0, 1_000), () => response.destroy());
    });
    await expectNothing(rig, unreachable);
  });

  it('the person cancels midway, and may begin again', async () => {
    rig.server.publish(release);
    let isClosed = false;
    rig.server.files.set(installerName, (request, response) => {
      request.once('close', () => {
        isClosed = true;
      });
      response.writeHead(200, { 'Content-Length': release.content.length });
      response.write(release.content.subarray(0, 500_000), () =>
        setTimeout(() => rig.engine.cancel(), 99),
      );
    });
    await rig.engine.check();
    const download = rig.engine.download(() => {});
    await expectNothing(rig, { code: 'cancelled' }, download);
    await expect.poll(() => isClosed).toBe(true);
    rig.server.publish(release);
    await fetchUpdate(rig);
  });

  it('the folder for it can’t be written', async () => {
    rig.server.publish(release);
    await mkdir(path.join(rig.cache, 'updates'), { recursive: true });
    await writeFile(path.join(rig.cache, 'updates/pending'), 'a file where a folder should be');
    await expect(fetchUpdate(rig)).rejects.toMatchObject({ code: 'update-not-saved' });
  });

  it('the file that should be replaced is gone: nothing is installed, and it is said', async () => {
    rig.server.publish(release);
    await fetchUpdate(rig);
    process.env.APPIMAGE = 'relative';
    expect(() => rig.engine.install()).toThrow(
      expect.objectContaining({ code: 'update-not-installed' }),
    );
    expect(await readFile(rig.installed, 'utf8')).toBe('the old version');
  });
});
