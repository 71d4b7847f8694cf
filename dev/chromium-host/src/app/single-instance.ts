import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { hostFolders } from '../chromium/launch';
import { createTemporaryFolder, removeTemporaryFolder } from '../shared/temporary-folder';
import { getPath } from './paths';

/** What a second instance tells the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

/**
 * One instance per userData folder, as in Chromium: the first listens on a socket in a temporary folder, to
 * which `SingletonSocket` in userData links. A second instance sends its arguments there. The link of an
 * instance that was killed leads nowhere and is replaced.
 *
 * `requestSingleInstanceLock` is synchronous, so a child process of the same Node connects.
 */
export class SingleInstanceLock {
  private server: Server | undefined;
  private link: string | undefined;

  constructor(private readonly onSecondInstance: (second: SecondInstance) => void) {}

  get held(): boolean {
    return this.server !== undefined;
  }

  /** @returns whether this process is the first. */
  acquire(data: unknown): boolean {
    if (this.server) return true;
    const message = JSON.stringify({ argv: process.argv, cwd: process.cwd(), data });
    const address = this.claim(message);
    if (address === null) return false;
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
    if (this.link) rmSync(this.link, { force: true });
    this.link = undefined;
  }

  /** @returns where to listen, or null when another instance has received `message`. */
  private claim(message: string): string | null {
    const userData = getPath('userData');
    if (process.platform === 'win32') {
      const pipe = `\\\\.\\pipe\\chromium-host-${createHash('sha256').update(userData).digest('hex')}`;
      return tellFirstInstance(pipe, message) ? null : pipe;
    }
    mkdirSync(userData, { recursive: true });
    const link = join(userData, 'SingletonSocket');
    // A socket's path may have about 100 bytes, so it is not in userData itself.
    const address = join(createTemporaryFolder(hostFolders), 'socket');
    for (;;) {
      try {
        symlinkSync(address, link);
        this.link = link;
        return address;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (tellFirstInstance(readlinkSync(link), message)) {
        removeTemporaryFolder(dirname(address));
        return null;
      }
      rmSync(link, { force: true });
    }
  }
}

/** Sends `message` to the instance at `address`; false when none answers. Blocks for at most 3 s. */
function tellFirstInstance(address: string, message: string): boolean {
  const script = `
    const socket = require('node:net').connect(process.argv[1], () => process.stdin.pipe(socket, { end: false }));
    socket.on('data', () => process.exit(0));
    socket.on('error', () => process.exit(1));
    socket.setTimeout(2500, () => process.exit(1));`;
  // By stdin: Linux takes arguments of at most 128 KB.
  const options = { input: `${message}\n`, timeout: 3000 };
  return spawnSync(process.execPath, ['-e', script, address], options).status === 0;
}
