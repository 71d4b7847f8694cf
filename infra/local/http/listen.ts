import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { UserPoolError } from '../errors';
import { hostInUrl } from './bind-address';
import type { Certificate } from './certificate';

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
 * @param certificate for HTTPS; `null`: plain HTTP
 * @throws UserPoolError `port_taken`, `bad_option` for an address that this computer does not have
 */
export async function listen(
  host: string,
  port: number,
  certificate: Certificate | null = null,
): Promise<Listener> {
  let handler: Handler = () => new Response(null, { status: 503 });
  const server = createAdaptorServer({
    // The pool speaks HTTP/1.1 alone.
    fetch: (request, connection) => handler(request, connection as HttpBindings),
    ...(certificate ? { createServer, serverOptions: { ...certificate } } : {}),
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `${certificate ? 'https' : 'http'}://${hostInUrl(host)}:${address.port}`,
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

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
    case 'EACCES':
      return new UserPoolError(
        'port_taken',
        `Port ${port} on ${host} is taken (${error.code}). Choose another with --port N (the option ` +
          'port), where N + 1 is free too, or 0 for any free ones.',
      );
    case 'EADDRNOTAVAIL':
      return new UserPoolError(
        'bad_option',
        `${host} is no address of this computer. Choose another with --host (the option host).`,
      );
    default:
      return error;
  }
}
