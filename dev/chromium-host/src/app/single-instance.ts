import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPath } from './paths';

/** What a second instance tells the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

/**
 * One instance per userData folder: the first listens on a local socket named after the folder, a second
 * one tells it its arguments. A socket left behind by a killed instance does not answer, and is taken over.
 *
 * The answer must be known at once (`requestSingleInstanceLock` is synchronous), so that connecting is
 * done by a child process of the same Node.
 */
export class SingleInstanceLock {
  private server: Server | undefined;

  constructor(private readonly onSecondInstance: (second: SecondInstance) => void) {}

  get held(): boolean {
    return this.server !== undefined;
  }

  /** @returns whether this process is the first. */
  acquire(data: unknown): boolean {
    if (this.server) return true;
    const address = lockAddress(getPath('userData'));
    const message = JSON.stringify({ argv: process.argv, cwd: process.cwd(), data });
    if (tellFirstInstance(address, message)) return false;
    if (process.platform !== 'win32') rmSync(address, { force: true });
    this.server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        text += chunk;
        if (!text.endsWith('\n')) return;
        socket.end('ok');
        this.onSecondInstance(JSON.parse(text) as SecondInstance);
      });
      socket.on('error', () => undefined);
    });
    this.server.listen(address);
    this.server.unref();
    process.once('exit', () => this.release());
    return true;
  }

  release(): void {
    this.server?.close();
    this.server = undefined;
  }
}

/** Talks to the first instance at `address`; false when nobody answers. Blocks for at most 3 s. */
function tellFirstInstance(address: string, message: string): boolean {
  // Starting a process to learn that would take a while. (A pipe of Windows is no file to look for.)
  if (process.platform !== 'win32' && !existsSync(address)) return false;
  const script = `
    const socket = require('node:net').connect(process.argv[1], () => socket.write(process.argv[2] + '\\n'));
    socket.on('data', () => process.exit(0));
    socket.on('error', () => process.exit(1));
    socket.setTimeout(2500, () => process.exit(1));`;
  const result = spawnSync(process.execPath, ['-e', script, address, message], { timeout: 3000 });
  return result.status === 0;
}

/** Short, since a socket path may have no more than about 100 bytes. */
function lockAddress(userData: string): string {
  const id = createHash('sha256').update(userData).digest('hex').slice(0, 24);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\chromium-host-${id}`
    : join(tmpdir(), `chromium-host-lock-${id}.sock`);
}
