import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { UserPoolError } from '../errors';

type Handler = (request: Request, connection: HttpBindings) => Response | Promise<Response>;

export interface Listener {
  readonly origin: string;
  /** Set once the origin is known; requests before that get 503. */
  handle(handler: Handler): void;
  /** Also cuts connections that are kept alive. */
  close(): Promise<void>;
}

/**
 * Listens before there is anything to serve, since what is served holds its own address.
 * @param port 0 for any free one
 * @throws UserPoolError `port_taken`
 */
export async function listen(host: string, port: number): Promise<Listener> {
  let handler: Handler = () => new Response(null, { status: 503 });
  const server = createAdaptorServer({
    // The pool speaks HTTP/1.1 alone.
    fetch: (request, connection) => handler(request, connection as HttpBindings),
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = `Port ${port} on ${host} is taken (${error.code}). Choose another, or 0 for any free one.`;
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? new UserPoolError('port_taken', message) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    handle: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
