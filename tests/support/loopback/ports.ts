import { once } from 'node:events';
import { connect, createServer } from 'node:net';

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
