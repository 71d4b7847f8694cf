import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import asar from '@electron/asar';
import { chromium } from '@playwright/test';
import { findRuntime, projectRoot } from '../../../dev/runtime';
import { copyElectron } from '../../../scripts/package/electron-with-archive';
import { ownTarget, pack, output as packages } from '../../../scripts/package/pack';
import { appears, type LaunchOptions, launchApp, type ShownApp, withoutSettings } from './app';

let archive: string | undefined;

/** The archive of the package for this machine. The first call packs it. */
export function ownArchive(): string {
  archive ??= pack().find(({ target }) => target === ownTarget)?.layout.asar;
  if (archive === undefined) {
    throw new Error(`No package is made for ${process.arch} on this system.`);
  }
  return archive;
}

/** The same archive as a build with these settings in `cognito.config.json` makes it. */
export async function archiveWith(settings: object): Promise<string> {
  const app = path.join(packages, 'with-settings/app');
  asar.extractAll(ownArchive(), app);
  const script = path.join(app, 'out/main/index.cjs');
  const code = readFileSync(script, 'utf8');
  const empty = /\bbaked( =|:) ""/;
  if (!empty.test(code)) throw new Error(`There is no configuration in ${script}.`);
  const text = JSON.stringify(JSON.stringify(settings));
  writeFileSync(
    script,
    code.replace(empty, (_, sign) => `baked${sign} ${text}`),
  );
  await asar.createPackageWithOptions(app, `${app}.asar`, { unpack: '**/*.node' });
  return `${app}.asar`;
}

let electronCopy: string | undefined;

/** Electron's program with this archive. The first call copies it. */
function ownElectron(archive: string): string {
  const { executablePath } = findRuntime();
  const platform = ownTarget?.platform ?? 'linux';
  const dist = path.resolve(executablePath, platform === 'darwin' ? '../../../..' : '..');
  electronCopy ??= copyElectron({
    dist,
    program: path.relative(dist, executablePath),
    platform,
    archive,
    folder: path.join(projectRoot, 'out/electron-with-archive'),
  });
  return electronCopy;
}

/**
 * Starts the app from its archive. The Chromium host takes it for packaged, with all that a package refuses, so
 * that Playwright connects by a port of the host's. A copy of Electron's development distribution loads the archive as a
 * package does, and Playwright drives it as usual: it does not count as packaged.
 */
export async function launchPackage(options: LaunchOptions): Promise<ShownApp> {
  const { archive = ownArchive() } = options;
  if (findRuntime().name === 'electron') {
    return launchApp({ ...options, folder: null, executablePath: ownElectron(archive) });
  }
  const { profile, env, args = [], ready = '[data-state]' } = options;
  const child = startRuntime([`--user-data-dir=${profile}`, archive, ...args], {
    ...env,
    CHROMIUM_HOST_DEVTOOLS: '1',
  });
  const output = outputOf(child);
  const browser = await chromium.connectOverCDP(await devToolsAddress(child, output));
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The app has no window.');
  const window = context.pages()[0] ?? (await context.waitForEvent('page'));
  await appears(window, ready);
  return {
    pid: child.pid ?? 0,
    window,
    async opens(action) {
      const [opened] = await Promise.all([context.waitForEvent('page'), action()]);
      return opened;
    },
    output,
    async quit() {
      const ended = once(child, 'exit');
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * What a packaged app says and ends with when it is started with these switches. Electron's development binary takes
 * itself for packaged with `ELECTRON_FORCE_IS_PACKAGED` (electron_api_app.cc), and the host by the archive.
 */
export async function startRefused(
  profile: string,
  switches: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  const args = [...switches, `--user-data-dir=${profile}`, ownArchive()];
  const child = startRuntime(args, { ELECTRON_FORCE_IS_PACKAGED: '1', ...env });
  const output = outputOf(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  return { code, output: output() };
}

function startRuntime(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const { name, executablePath } = findRuntime();
  // Windows cannot start a script by its `#!` line, so Node runs the host.
  const [command, ...first] =
    name === 'electron' ? [executablePath] : [process.execPath, executablePath];
  return spawn(command, [...first, ...args], {
    cwd: projectRoot,
    env: { ...withoutSettings(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** All that it has written so far. */
function outputOf(child: ChildProcess): () => string {
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => written.push(String(chunk)));
  return () => written.join('');
}

/** @throws Error when the app ends before it says where. */
function devToolsAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The packaged app did not start:\n${output()}`)));
    child.stderr?.on('data', () => {
      const address = /^DevTools listening on (ws:\S+)$/m.exec(output())?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
