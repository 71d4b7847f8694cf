import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request that came, whole. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An API on loopback that answers as a test wants, over real HTTP. */
export interface ApiServer {
  readonly origin: string;
  readonly received: ReceivedRequest[];
  /** How it answers; set it anew at any time. */
  answer: RequestListener;
  /** How many connections clients have closed before the answer was over. */
  readonly broken: number;
  /** Forgets what was received, and answers `{}` again. */
  reset(): void;
  close(): void;
}

/** The token of a request, without the scheme. */
export const bearerOf = ({ headers }: Pick<ReceivedRequest, 'headers'>) =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';

export async function startApiServer(): Promise<ApiServer> {
  let broken = 0;
  const http = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) broken++;
    });
    void text(request).then(
      (body) => {
        const { method = '', url = '', headers } = request;
        server.received.push({ method, url, headers, body });
        server.answer(request, response);
      },
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const empty: RequestListener = (_, response) => response.end('{}');
  const server: ApiServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    received: [],
    answer: empty,
    reset: () => {
      server.received.length = 0;
      server.answer = empty;
      broken = 0;
    },
    get broken() {
      return broken;
    },
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
  return server;
}
