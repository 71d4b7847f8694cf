import { spawn } from 'node:child_process';
import { projectRoot } from './runtime';

/**
 * Runs one of our scripts, or a command, with a keyring of its own where the system has more than
 * one: `tsx scripts/with-keyring.ts COMMAND [ARG…]`. On macOS and Windows the command runs as it is.
 */
const [command = '', ...args] =
  process.platform === 'linux'
    ? ['bash', 'scripts/with-keyring.sh', ...process.argv.slice(2)]
    : process.argv.slice(2);

const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
