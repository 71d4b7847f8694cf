import { spawn } from 'node:child_process';

/** How long a child may take to end after Ctrl-C, in ms: a keychain that hangs could keep the app open for ever. */
const graceMs = 5_000;

/**
 * Runs a child to its end. It gets one signal, whatever the number that arrives here: a second one kills Electron
 * without a graceful quit. Ctrl-C goes to a terminal's whole process group, so the child has a group apart, and gets
 * the signal from here. On Windows it gets Ctrl-C from the console; a signal from here would kill it.
 *
 * @returns exit status
 */
export function runChild(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const isWindows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit', detached: !isWindows });
    let isEnding = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isEnding) return;
        isEnding = true;
        if (!isWindows) child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
      });
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}
