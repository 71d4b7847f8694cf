import { spawnSync } from 'node:child_process';
import { projectRoot } from '../runtime';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs a command to its end; what it prints is seen.
 *
 * @throws Error when it can't be started or fails
 */
export function runCommand(command: string, args: readonly string[], env?: Environment): void {
  const { status, error } = spawnSync(command, args, {
    cwd: projectRoot,
    stdio: 'inherit',
    ...(env === undefined ? {} : { env: { ...env } }),
    shell: command === 'npm' && process.platform === 'win32', // there npm is a script
  });
  if (status === 0) return;
  const line = [command, ...args].join(' ');
  throw new Error(`${line} ${error === undefined ? `ended with ${status}` : error.message}`);
}

/**
 * @returns what git answers, without the end of the line
 * @throws Error with what it complained of
 */
export function git(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout.trim();
}
