import path from 'node:path';
import { buildExample, buildIfNeeded } from '../dev/build';
import {
  downloadElectron,
  electronBinary,
  findRuntime,
  hasDisplay,
  projectRoot,
  runtimeSwitches,
} from '../dev/runtime';
import { poolEnvironment, startLocalPool } from '../dev/start-pool';
import { isConfigured, userDataFolder } from '../src/main/config/user-data-folder';
import { identity } from '../src/shared/identity';
import { runChild } from './run-child';

/**
 * `npm start [-- --config FILE]`: builds if needed, starts the local user pool when no provider is
 * configured, and opens the app. Without a display it runs the demo instead.
 */
async function startApp(args: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    console.log('No display here, so the demo runs instead.');
    const playwright = 'node_modules/@playwright/test/cli.js';
    return run(process.execPath, [playwright, 'test', 'tests/e2e/demo.spec.ts'], {});
  }
  buildIfNeeded();
  if (!electronBinary() && !process.env.E2E_RUNTIME) fetchElectron();
  console.log(`Opening ${identity.productName} in ${findRuntime().description}.`);
  const surroundings = { env: process.env, args };
  const userData = (await isConfigured(surroundings)) ? null : userDataFolder(surroundings);
  return runApp(projectRoot, args, userData);
}

/** `npm run example`: starts `examples/minimal` with a local user pool, or with that of `COGNITO_*`. */
async function startExample(): Promise<number> {
  const folder = buildExample();
  return runApp(folder, [], process.env.COGNITO_CLIENT_ID ? null : path.join(folder, 'data'));
}

/**
 * Runs the app in `folder` to its end.
 *
 * @param poolFolder where a local user pool keeps its data; `null`: no local user pool
 * @returns exit status
 */
async function runApp(
  folder: string,
  args: readonly string[],
  poolFolder: string | null,
): Promise<number> {
  const { name, executablePath } = findRuntime();
  // Windows cannot start a script by its `#!` line, so Node runs the host everywhere.
  const [command, ...first] =
    name === 'electron' ? [executablePath] : [process.execPath, executablePath];
  const pool = poolFolder === null ? null : await startLocalPool(poolFolder);
  try {
    const env = pool ? poolEnvironment(pool) : {};
    return await run(command, [...first, ...runtimeSwitches(), folder, ...args], env);
  } finally {
    await pool?.close();
  }
}

/** Runs a child in the project's folder. @returns exit status */
function run(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  return runChild(command, args, { cwd: projectRoot, env: { ...process.env, ...env } });
}

/** Downloads Electron's binary, once: later starts find it. */
function fetchElectron(): void {
  console.log(
    'Electron’s binary is not installed; downloading it from GitHub (more than 100 MB) …',
  );
  const isThere = downloadElectron('ignore');
  if (!isThere) console.log('The download failed, so the Chromium host runs the app.');
}

try {
  const [first, ...rest] = process.argv.slice(2);
  process.exitCode = await (first === '--example'
    ? startExample()
    : startApp(first === undefined ? [] : [first, ...rest]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
