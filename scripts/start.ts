import { spawnSync } from 'node:child_process';
import { identity } from '../src/shared/identity';
import { buildIfNeeded } from './build';
import { poolEnvironment } from './pool-environment';
import { run, runApp } from './run-app';
import { electronBinary, findRuntime, hasDisplay, projectRoot } from './runtime';
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
    const env = pool ? poolEnvironment(pool) : {};
    return await runApp(runtime, projectRoot, { args: surroundings.args, env });
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

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
