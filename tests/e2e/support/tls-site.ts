import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateHash, createCertificate } from '@repo/local-user-pool';

export interface TlsSite {
  readonly origin: string;
  /** Chromium's switch to accept this one certificate, and no other that it does not know. */
  readonly trust: string;
  /** How many connections brought a certificate of the person's. */
  readonly certificates: () => number;
  close(): void;
}

/** A server on loopback that answers nobody without a client certificate. */
export async function siteForCertificates(): Promise<TlsSite> {
  const made = await createCertificate();
  let certificates = 0;
  const server = https.createServer({ ...made, requestCert: true }, (_request, response) =>
    response.end('welcome'),
  );
  server.on('secureConnection', () => {
    certificates++;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trust: `--ignore-certificate-errors-spki-list=${certificateHash(made.cert)}`,
    certificates: () => certificates,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
