import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** Ports of this computer that nobody listens at, on 127.0.0.1. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Another program's listener. */
export async function occupy(port: number, host: string): Promise<() => Promise<unknown>> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return () => once(server.close(), 'close');
}

/** Whether somebody listens there. */
export function isOpen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
