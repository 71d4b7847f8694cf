import { spawnSync } from 'node:child_process';
import { projectRoot } from '../runtime';

/**
 * Runs npm in the project; its errors go to the terminal.
 *
 * @returns what it printed
 * @throws Error when it fails
 */
export function runNpm(...args: readonly string[]): string {
  const { status, stdout, error } = spawnSync('npm', args, {
    cwd: projectRoot,
    encoding: 'utf8',
    // Development packages too, even with NODE_ENV=production: the bundles are made of them.
    env: { ...process.env, NODE_ENV: '' },
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32', // npm is a script there
  });
  if (status === 0) return stdout;
  throw new Error(`npm ${args.join(' ')} failed: ${error?.message ?? stdout}`);
}
