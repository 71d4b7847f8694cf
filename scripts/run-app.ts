import { spawn } from 'node:child_process';
import { projectRoot, type Runtime, runtimeSwitches } from './runtime';

/** How long the app may take to end after Ctrl-C, in ms: a keychain that hangs could keep it for ever. */
const graceMs = 5_000;

/** Runs the app in `folder` to its end, and gives its exit status. */
export function runApp(
  runtime: Runtime,
  folder: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: Record<string, string> },
): Promise<number> {
  // Windows cannot start a script by its `#!` line, so the host is given to Node everywhere.
  const [command, ...first] =
    runtime.name === 'electron'
      ? [runtime.executablePath]
      : [process.execPath, runtime.executablePath];
  return run(command, [...first, ...runtimeSwitches(), folder, ...args], env);
}

/** Runs a child to its end, handing on Ctrl-C, and gives its exit status. */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<number> {
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
