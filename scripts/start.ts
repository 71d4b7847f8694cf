import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startUserPool, type UserPool } from '../infra/local/index';
import { identity } from '../src/shared/identity';
import { buildIfNeeded } from './build';
import { poolEnvironment } from './pool-environment';
import { electronBinary, findRuntime, hasDisplay, projectRoot, runtimeSwitches } from './runtime';

/**
 * `npm start [-- --config FILE]`: builds if needed, starts the local user pool when no provider is
 * configured, and opens the app. Where there is no display it plays the demo instead.
 */
async function main(): Promise<number> {
  if (!hasDisplay()) {
    console.log('No display here, so the demo plays instead; its pictures will be in out/demo/.');
    return run('npm', ['run', '--silent', 'demo'], {});
  }
  buildIfNeeded();
  if (!electronBinary() && !process.env.E2E_RUNTIME) fetchElectron();
  const runtime = findRuntime();
  console.log(`Opening ${identity.productName} in ${runtime.description}.`);

  const pool = isConfigured() ? null : await startLocalPool();
  try {
    const switches = runtimeSwitches();
    const args = [...switches, projectRoot, ...process.argv.slice(2)];
    return await run(runtime.executablePath, args, pool ? poolEnvironment(pool) : {});
  } finally {
    await pool?.close();
  }
}

/** The pool keeps its users and sessions in a file, so that you are still signed in next time. */
async function startLocalPool(): Promise<UserPool> {
  const folder = path.join(userDataFolder(), 'local-user-pool');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pool = await startUserPool({ port: 42_800, dataFile: path.join(folder, 'pool.json') });
  console.log(
    `No user pool is configured, so a local one runs at ${pool.domain} (development only).`,
  );
  console.log(`Sign in as ${pool.user.username} with the password ${pool.user.password}`);
  console.log(`E-mailed codes appear at ${pool.domain}/_local/inbox`);
  return pool;
}

/** Whether any of the places that the app reads holds a setting; the app itself validates them. */
function isConfigured(): boolean {
  return (
    Object.keys(process.env).some((key) => key.startsWith('COGNITO_')) ||
    process.argv.slice(2).some((arg) => arg === '--config' || arg.startsWith('--config=')) ||
    existsSync(path.join(userDataFolder(), 'config.json')) ||
    existsSync(path.join(projectRoot, 'cognito.config.json'))
  );
}

/** Where Electron puts `userData` (docs/api/app.md, `app.getPath`), unless told otherwise. */
function userDataFolder(): string {
  const prefix = '--user-data-dir=';
  const given = process.argv.find((arg) => arg.startsWith(prefix));
  if (given) return given.slice(prefix.length);
  const home = os.homedir();
  const appData =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? path.join(home, 'AppData/Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library/Application Support')
        : (process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'));
  return path.join(appData, identity.name);
}

function fetchElectron(): void {
  console.log('Looking for Electron’s binary …');
  const result = spawnSync(process.execPath, ['node_modules/electron/install.js'], {
    cwd: projectRoot,
    stdio: 'ignore',
  });
  if (result.status !== 0) console.log('It could not be downloaded from GitHub.');
}

/** Runs a child to its end, handing on Ctrl-C, and returns its exit status. */
function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
