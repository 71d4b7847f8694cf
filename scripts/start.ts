import { spawn, spawnSync } from 'node:child_process';
import { identity } from '../src/shared/identity';
import { buildIfNeeded } from './build';
import { poolEnvironment } from './pool-environment';
import { electronBinary, findRuntime, hasDisplay, projectRoot, runtimeSwitches } from './runtime';
import { isConfigured, userDataFolder } from './settings-places';
import { startLocalPool } from './start-pool';

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

  const surroundings = { env: process.env, args: process.argv.slice(2) };
  const pool = isConfigured(surroundings)
    ? null
    : await startLocalPool(userDataFolder(surroundings));
  try {
    const args = [...runtimeSwitches(), projectRoot, ...surroundings.args];
    // Windows cannot start a script by its `#!` line, so the host is given to Node everywhere.
    const [command, ...first] =
      runtime.name === 'electron'
        ? [runtime.executablePath]
        : [process.execPath, runtime.executablePath];
    return await run(command, [...first, ...args], pool ? poolEnvironment(pool) : {});
  } finally {
    await pool?.close();
  }
}

/** Downloads Electron's binary, once: later starts find it. */
function fetchElectron(): void {
  console.log('Electron’s binary is not here yet; asking GitHub for it (more than 100 MB) …');
  const result = spawnSync(process.execPath, ['node_modules/electron/install.js'], {
    cwd: projectRoot,
    stdio: 'ignore',
  });
  if (result.status !== 0)
    console.log('It could not be downloaded, so the Chromium host stands in.');
}

/** How long the app may take to end after Ctrl-C, in ms: a keychain that hangs could keep it for ever. */
const graceMs = 5_000;

/** Runs a child to its end, handing on Ctrl-C, and returns its exit status. */
function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
      });
    }
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
