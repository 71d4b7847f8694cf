import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNetRequest } from '@repo/chromium-host/net/client-request';
import { provideElectron } from '@repo/chromium-host/require-hook';
import { type Certificate, createCertificate } from '@repo/local-user-pool';
import type { AutoUpdater } from 'electron';
import { UpdaterEngine } from '../../../src/main/updates/updater-engine';
import { identity } from '../../../src/shared/identity';
import { FakeSquirrel } from './fake-squirrel';
import { type FeedServer, startFeedServer } from './feed-server';

/** electron-updater's own code, on Node's network, against a feed on this computer. */
export interface EngineRig {
  readonly server: FeedServer;
  readonly engine: UpdaterEngine;
  /** `electron.autoUpdater`. */
  readonly native: FakeSquirrel;
  /** What the app did, in order. */
  readonly steps: string[];
  /** Another one, as after a restart, with other settings if given. */
  newEngine(changes?: {
    feed?: string;
    keys?: readonly string[];
    patienceMs?: number;
    execPath?: string;
    platform?: NodeJS.Platform;
  }): UpdaterEngine;
  /** The file that stands for the app as it is installed. */
  readonly installed: string;
  /** Where downloads are kept. */
  readonly cache: string;
  /** The names of the files that are kept, without electron-updater's notes. */
  kept(): Promise<string[]>;
  close(): Promise<void>;
}

/** The version that is installed. */
export const currentVersion = '1.2.3';

let certificate: Certificate | null = null;

export async function startEngineRig(): Promise<EngineRig> {
  certificate ??= await createCertificate();
  const ca = certificate.cert;
  const folder = await mkdtemp(path.join(tmpdir(), 'updates-'));
  const [installed, cache] = [path.join(folder, 'app.AppImage'), path.join(folder, 'cache')];
  await mkdir(cache);
  await writeFile(installed, 'the old version');
  // electron-updater's name for what every package has in app-update.yml
  await writeFile(path.join(folder, 'dev-app-update.yml'), 'updaterCacheDirName: updates\n');
  const before = { APPIMAGE: process.env.APPIMAGE, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME };
  Object.assign(process.env, { APPIMAGE: installed, XDG_CACHE_HOME: cache });
  const server = await startFeedServer(certificate);
  const steps: string[] = [];
  const app = stillApp(folder, steps);
  const native = new FakeSquirrel();
  provideElectron({
    app,
    autoUpdater: native,
    net: { request: createNetRequest({ tls: { ca } }) },
    session: { fromPartition: () => undefined },
  });
  const newEngine: EngineRig['newEngine'] = ({
    feed = server.url,
    keys = [server.publicKey],
    execPath = process.execPath,
    platform = 'linux',
    ...patience
  } = {}) =>
    new UpdaterEngine({
      settings: { feed, keys },
      app,
      native: native as unknown as AutoUpdater,
      platform,
      env: { ...process.env, APPDIR: path.dirname(process.execPath) },
      execPath,
      ...patience,
    });
  const engine = newEngine();
  return {
    server,
    engine,
    native,
    steps,
    newEngine,
    installed,
    cache,
    async kept() {
      const names = await readdir(path.join(cache, 'updates/pending')).catch(() => []);
      return names.filter((name) => name !== 'update-info.json');
    },
    async close() {
      await server.close();
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As much of an app as electron-updater asks for. */
function stillApp(folder: string, steps: string[]) {
  const app = {
    isPackaged: false,
    whenReady: async () => undefined,
    getVersion: () => currentVersion,
    getName: () => identity.name,
    getAppPath: () => folder,
    getPath: () => folder,
    once: () => app,
    quit: () => void steps.push('quit'),
    releaseSingleInstanceLock: () => void steps.push('release lock'),
  };
  return app;
}
