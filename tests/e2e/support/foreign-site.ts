import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignSite {
  readonly origin: string;
  /** The paths that were asked for, `/favicon.ico` aside. */
  readonly seen: readonly string[];
  close(): void;
}

/** A server at an origin that the app does not allow, to see whether a request ever arrives. */
export async function foreignSite(answer?: http.RequestListener): Promise<ForeignSite> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    if (request.url !== '/favicon.ico') seen.push(request.url ?? '');
    if (answer) answer(request, response);
    else response.end('foreign');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => server.close(),
  };
}
