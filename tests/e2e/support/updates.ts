import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { certificateHash, createCertificate } from '@repo/local-user-pool';
import { type FeedServer, installerName, startFeedServer } from '../../support/updates/feed-server';
import { type RunningApp, removeFolder } from './app';

/** A feed on this computer, and a file that stands for the app as an AppImage: a script that says it was run. */
export interface UpdateRig {
  readonly server: FeedServer;
  /** How the app is started so that it looks for updates there. */
  readonly launch: { readonly env: Record<string, string>; readonly args: readonly string[] };
  /** Puts a version there that arrives bit by bit, or at once. */
  publish(version: string, options?: { slowly?: boolean }): void;
  /** What the scripts have said: which version was started, and whether only to be installed. */
  starts(): Promise<string[]>;
  /** The script that stands where the app is installed. */
  installed(): Promise<string>;
  /** Replaces what the server has of the installer. */
  tamper(): void;
  close(): Promise<void>;
}

export async function startUpdateRig(): Promise<UpdateRig> {
  const certificate = await createCertificate();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'app-updates-'));
  const [appImage, ca, cache, started] = ['app', 'ca.pem', 'cache', 'started'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  const script = (version: string) =>
    `#!/bin/sh\necho "${version} \${APPIMAGE_EXIT_AFTER_INSTALL:-to stay}" >> '${started}'\n`;
  await Promise.all([mkdir(cache), writeFile(ca, certificate.cert), writeFile(started, '')]);
  await writeFile(appImage, script('old'));
  await chmod(appImage, 0o755);
  const server = await startFeedServer(certificate);
  return {
    server,
    launch: {
      env: {
        COGNITO_UPDATE_FEED: server.url,
        COGNITO_UPDATE_KEYS: server.publicKey,
        APPIMAGE: appImage,
        // Whatever runs the app is somewhere below.
        APPDIR: '/',
        XDG_CACHE_HOME: cache,
        NODE_EXTRA_CA_CERTS: ca,
      },
      args: [
        '--try-updates',
        `--ignore-certificate-errors-spki-list=${certificateHash(certificate.cert)}`,
      ],
    },
    publish(version, { slowly = false } = {}) {
      // Long enough to have a middle.
      const content = Buffer.from(script(version) + '# more\n'.repeat(50_000));
      server.publish({ version, content });
      if (!slowly) return;
      server.files.set(installerName, async (_request, response) => {
        response.writeHead(200, { 'Content-Length': content.length });
        for (let part = 0; part < 10 && !response.destroyed; part++) {
          const tenth = Math.ceil(content.length / 10);
          response.write(content.subarray(part * tenth, (part + 1) * tenth));
          await new Promise((resolve) => setTimeout(resolve, 400));
        }
        response.end();
      });
    },
    starts: async () => (await readFile(started, 'utf8')).split('\n').slice(0, -1),
    installed: () => readFile(appImage, 'utf8'),
    tamper: () => void server.files.set(installerName, '#!/bin/sh\necho evil\n'),
    async close() {
      await server.close();
      await removeFolder(folder);
    },
  };
}

/** Chooses "Check for Updates…" from the menu, as a person does. */
export function askForUpdates(app: RunningApp): Promise<void> {
  return app.electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'Check for Updates…')?.click();
  });
}
