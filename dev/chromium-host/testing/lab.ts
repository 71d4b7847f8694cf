import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from '@playwright/test';
import { afterAll } from 'vitest';
import {
  createTemporaryFolder,
  removeOrphans,
  removeTemporaryFolder,
} from '../src/shared/temporary-folder';

const here = fileURLToPath(new URL('.', import.meta.url));
export const executable = join(here, '..', 'bin', 'electron.mjs');

/** One recorded event, see apps/lab/main.cjs. */
export interface Recorded {
  readonly name: string;
  readonly url?: string;
  readonly isMainFrame?: boolean;
  readonly isSameDocument?: boolean;
  readonly args: readonly (string | number | boolean)[];
}

interface LoadFailure {
  readonly message: string;
  readonly code?: string;
  readonly errno?: number;
  readonly url?: string;
}

interface EventSource {
  on(event: never, listener: never): unknown;
}

declare global {
  /** In the main process of the lab app only. */
  var lab: {
    readonly dir: string;
    record(emitter: EventSource, names: string[], prevent?: string[]): Recorded[];
    failure(promise: Promise<unknown>): Promise<LoadFailure | null>;
    /** For what must not happen: gives it `ms` milliseconds to. */
    wait(ms: number): Promise<void>;
    /** For what must happen: resolves once `isTrue`, rejects after 10 s. */
    until(isTrue: () => unknown): Promise<void>;
    /** Resolves when there are events, and no new one for 300 ms; rejects after 10 s without any. */
    settled(log: Recorded[]): Promise<void>;
    once(emitter: EventSource, name: string): Promise<unknown[]>;
  };
}

/**
 * The lab app and a server with these routes, for all tests of one file; both end after its last.
 *
 * @param env added to the app's environment
 */
export async function startLab(
  routes: Record<string, Route> = {},
  env: Record<string, string> = {},
): Promise<{ app: ElectronApplication; server: TestServer }> {
  const [app, server] = await Promise.all([launchLab(env), startServer(routes)]);
  afterAll(async () => {
    await app.close();
    await server.close();
  });
  return { app, server };
}

/** The lab app in the host, driven by Playwright exactly as an app in Electron would be; ready for windows. */
async function launchLab(env: Record<string, string>): Promise<ElectronApplication> {
  const userData = temporaryFolder();
  const lab = await _electron.launch({
    executablePath: executable,
    // Playwright removes its default folder only after `close()` has resolved, which may be too late for the test's process.
    artifactsDir: userData,
    args: [join(here, 'apps', 'lab'), `--user-data-dir=${userData}`],
    env: { ...cleanEnv(), ...env },
  });
  await lab.evaluate(({ app }) => app.whenReady());
  return lab;
}

/** Starts the host on an app whose main module is `source`, and collects what it prints. */
export function startApp(source: string, options: AppOptions = {}): StartedApp {
  const folder = options.folder ?? temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{ "name": "sample", "main": "main.cjs" }');
  writeFileSync(join(folder, 'main.cjs'), source);
  const userData = options.userData ?? temporaryFolder();
  const args = [folder, `--user-data-dir=${userData}`, ...(options.args ?? [])];
  const child = spawn(executable, args, { env: cleanEnv(), cwd: folder });
  const lines: string[] = [];
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const complete = text.split('\n');
    text = complete.pop() ?? '';
    lines.push(...complete);
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const app: StartedApp = {
    child,
    lines,
    ended,
    errors: () => errors,
    async line(wanted) {
      while (!lines.includes(wanted)) {
        if (child.exitCode !== null) throw new Error(`The app ended before "${wanted}": ${errors}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
  started.push(app);
  return app;
}

export interface AppOptions {
  readonly args?: readonly string[];
  readonly userData?: string;
  /** Where the app is written; other files may stand there already. */
  readonly folder?: string;
}

export interface StartedApp {
  readonly child: ChildProcess;
  /** What it printed to stdout so far. */
  readonly lines: readonly string[];
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  errors(): string;
  /** Resolves when the app has printed this line. */
  line(wanted: string): Promise<void>;
}

export interface TestServer {
  readonly origin: string;
  /** `METHOD path` of every request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback. Unknown paths get an empty page. */
export async function startServer(routes: Record<string, Route> = {}): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path !== '/favicon.ico') requests.push(`${request.method} ${request.url}`);
    const route = routes[path] ?? html('<title>Page</title>');
    route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An origin where nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = await startServer();
  await server.close();
  return server.origin;
}

export function html(body: string): Route {
  return (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(body);
  };
}

export function redirect(location: string, status = 302): Route {
  return (_request, response) => {
    response.writeHead(status, { location });
    response.end();
  };
}

const prefix = 'host-test-';
removeOrphans(prefix);
const folders: string[] = [];
const started: StartedApp[] = [];

/** A folder for this test file, removed after its last test. */
export function temporaryFolder(): string {
  const folder = createTemporaryFolder(prefix);
  folders.push(folder);
  return folder;
}

// Registered first, so run last: when the apps that use the folders have ended.
afterAll(async () => {
  // A test that failed has left its apps running.
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  folders.forEach(removeTemporaryFolder);
});

/** Vitest's own NODE_OPTIONS are not for the app. */
function cleanEnv(): Record<string, string> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
