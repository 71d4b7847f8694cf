import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { isOwnUser } from './peer-user';

/** Where to listen for a loopback URI, and whether some of it may be missing on this computer. */
export interface LoopbackAddresses {
  /** All of these have to be ours: a browser may take any of them. */
  readonly hosts: readonly string[];
  readonly port: number;
}

/**
 * `localhost` is 127.0.0.1 and ::1, and browsers mostly try ::1 first: a program that listened there,
 * while we have the other one alone, would get the code (SEC-22).
 */
export function addressesOf(redirectUri: string): LoopbackAddresses {
  const { hostname, port } = new URL(redirectUri);
  const hosts: Record<string, readonly string[]> = {
    localhost: ['127.0.0.1', '::1'],
    '[::1]': ['::1'],
  };
  return { hosts: hosts[hostname] ?? ['127.0.0.1'], port: Number(port || 80) };
}

/** This computer has no such address at all: it runs without IPv6. No other program can listen there either. */
const missing: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Whoever connects is a program on this computer, not always the browser: nobody may keep us waiting or
 * hold many connections. A browser sends all its cookies for localhost, which can be a lot. In ms and bytes.
 */
const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 500,
};

const maxConnections = 32;

export interface ListenOptions {
  /** How long a slow client has, in ms; for tests. */
  readonly limit?: number;
  /** @returns the whole response to a request that could not be read */
  onUnreadable?(status: number): string;
  /** A program of another user wanted to connect. */
  onOtherUser?(): void;
}

/**
 * Listens at every one of the addresses that this computer has.
 *
 * @returns the function that closes them, connections too
 * @throws Error with the system's `code`, when one of them is taken or none is there. A failed `listen`
 *   is told by the event `error`, later (SEC-23).
 */
export async function listen(
  { hosts, port }: LoopbackAddresses,
  onRequest: RequestListener,
  { limit = limits.headersTimeout, onUnreadable, onOtherUser }: ListenOptions = {},
): Promise<() => Promise<void>> {
  const open: Server[] = [];
  const closeAll = async () => void (await Promise.all(open.map(close)));
  let reason: unknown = new Error('no address to listen at');
  for (const host of hosts) {
    const server = createServer(
      { ...limits, headersTimeout: limit, requestTimeout: limit, noDelay: true },
      onRequest,
    );
    admit(server, onOtherUser);
    if (onUnreadable !== undefined) {
      server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
        const status = unreadable[error.code ?? ''] ?? 400;
        if (socket.writable && error.code !== 'ECONNRESET') socket.end(onUnreadable(status));
        else socket.destroy();
      });
    }
    try {
      // Stryker disable next-line BooleanLiteral: matters only in a worker of node:cluster
      server.listen({ host, port, exclusive: true });
      await once(server, 'listening');
      server.on('error', () => undefined);
      open.push(server);
    } catch (error) {
      reason = error;
      if (isMissing(error)) continue;
      await closeAll();
      throw error;
    }
  }
  if (open.length === 0) throw reason;
  return closeAll;
}

/**
 * Takes connections of this user alone. When there are too many, the oldest goes: a browser asks as soon as it
 * is connected, so that connections without a request can't keep it out.
 */
function admit(server: Server, onOtherUser?: () => void): void {
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (!isOwnUser(socket)) {
      socket.destroy();
      onOtherUser?.();
      return;
    }
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    const [oldest] = connections;
    if (oldest === undefined || connections.size <= maxConnections) return;
    connections.delete(oldest);
    oldest.destroy();
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && missing.includes(String(error.code));
}

/** Node's own statuses for these (Node.js: `http`, event `clientError`). */
const unreadable: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** A listening server that stays open for a connection which a browser keeps would keep the port, too. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
