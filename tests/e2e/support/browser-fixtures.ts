import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { UserPool } from '@repo/local-user-pool';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { projectRoot } from '../../../dev/runtime';
import type { FlowName } from '../../../src/shared/flows';
import { identity } from '../../../src/shared/identity';
import { isOpen } from '../../support/loopback/ports';
import { startTestPool } from '../../support/test-pool';
import { type RunningApp, removeFolder } from './app';
import { type Desktop, startDesktop } from './desktop';
import { test as base } from './fixtures';
import { emptyKeychain } from './keychain';
import { type SystemBrowser, startBrowser } from './system-browser';

/** What the tests of a file share: starting each anew would take most of their time. */
interface Surroundings {
  readonly pool: UserPool;
  readonly desktop: Desktop;
  readonly systemBrowser: SystemBrowser;
  /** The app's loopback ports, in their order. */
  readonly ports: readonly number[];
  readonly bouncePage: string;
}

interface BrowserFixtures {
  readonly desktop: Desktop;
  readonly systemBrowser: SystemBrowser;
  readonly ports: readonly number[];
  readonly bouncePage: string;
  /** Starts the app with these ways to sign in. */
  readonly launchWith: (
    flows: readonly FlowName[],
    env?: Record<string, string>,
    args?: readonly string[],
  ) => Promise<RunningApp>;
}

/** `test` with a browser beside the app, which signs in people of a pool that all tests of a file share. */
export const test = base.extend<BrowserFixtures, { surroundings: Surroundings }>({
  surroundings: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the object pattern
    async ({}, use) => {
      const ports = await freePorts(3);
      const uris = (end: string) => ports.map((port) => `http://localhost:${port}/${end}`);
      const bounce = await serveBouncePage();
      const [pool, desktop] = await Promise.all([
        startTestPool({
          recordSecrets: true,
          demoProviders: ['Google', 'Corp'],
          redirectUris: [identity.redirectUri, bounce.url, ...uris('callback')],
          signOutUris: [identity.signOutUri, ...uris('signed-out')],
        }),
        startDesktop(),
      ]);
      const profile = path.join(desktop.userData, '..', 'browser');
      const origins = [pool.domain, ...pool.allowedOrigins, new URL(bounce.url).origin];
      const systemBrowser = await startBrowser(desktop, profile, origins);
      await use({ pool, desktop, systemBrowser, ports, bouncePage: bounce.url });
      bounce.close();
      await Promise.all([systemBrowser.close(), pool.close()]);
      await desktop.remove();
    },
    { scope: 'worker' },
  ],
  pool: ({ surroundings }, use) => use(surroundings.pool),
  desktop: ({ surroundings }, use) => use(surroundings.desktop),
  systemBrowser: async ({ surroundings: { systemBrowser } }, use) => {
    await systemBrowser.context.clearCookies();
    await use(systemBrowser);
    await Promise.all(systemBrowser.context.pages().map((page) => page.close()));
  },
  ports: ({ surroundings }, use) => use(surroundings.ports),
  bouncePage: ({ surroundings }, use) => use(surroundings.bouncePage),
  // Where an instance that the system starts looks for the first one.
  profile: async ({ desktop }, use) => {
    await emptyKeychain();
    await use(desktop.userData);
    await removeFolder(desktop.userData);
  },
  launchWith: ({ launch, desktop, ports }, use) =>
    use((flows, env = {}, args = []) => {
      const uris = ports.map((port) => `http://localhost:${port}/callback`);
      return launch({
        env: {
          ...desktop.env,
          COGNITO_FLOWS: flows.join(' '),
          COGNITO_LOOPBACK_REDIRECT_URIS: uris.join(' '),
          ...env,
        },
        args,
      });
    }),
});

/** `infra/bounce/`, as any web server serves it. */
async function serveBouncePage(): Promise<{ url: string; close(): void }> {
  const types: Record<string, string> = {
    '/index.html': 'text/html; charset=utf-8',
    '/bounce.js': 'text/javascript',
    '/bounce.css': 'text/css',
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const type = types[pathname];
    if (type === undefined) return void response.writeHead(404).end();
    response.setHeader('Content-Type', type);
    response.end(await readFile(path.join(projectRoot, 'infra/bounce', pathname)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/index.html`, close: () => server.close() };
}

/** Elsewhere links and the default browser are the person's own: a test can't have others. */
export function linuxOnly(): void {
  test.skip(
    process.platform !== 'linux',
    'only Linux lets a test have links and a browser of its own',
  );
}

/** The grants that the pool was asked for since it had had so many requests. */
export function grants(pool: UserPool, since: number): string[] {
  return pool.requests.slice(since).flatMap(({ grantType }) => grantType ?? []);
}

/** The addresses of these ports at which somebody listens. */
export async function portsOpen(ports: readonly number[]): Promise<string[]> {
  const all = ports.flatMap((port) => ['127.0.0.1', '::1'].map((host) => ({ host, port })));
  const open = await Promise.all(all.map(({ host, port }) => isOpen(port, host)));
  return all.filter((_, index) => open[index]).map(({ host, port }) => `${host} ${port}`);
}

/** Presses Sign in. */
export async function pressSignIn(app: RunningApp): Promise<void> {
  await app.window.getByRole('button', { name: 'Sign in', exact: true }).click();
}
