import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that a system hands out by itself (Linux from 32768 on, the others from 49152): between here
 * and their use, nobody else's connection comes to one of these in passing.
 */
const [lowest, highest] = [20_000, 32_000];

/** Ports of this computer, one after the other, that nobody listens at. */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = randomInt(lowest, highest - count);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(
      ports.flatMap((port) => [isFree(port, '127.0.0.1'), isFree(port, '::1')]),
    );
    if (free.every(Boolean)) return ports;
  }
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    // A computer without IPv6 has nobody there.
    return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
  await once(server.close(), 'close');
  return true;
}
