import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface TlsSite {
  readonly origin: string;
  /** Chromium's switch to accept this one certificate, and no other that it does not know. */
  readonly trust: string;
  /** How many connections brought a certificate of the person's. */
  readonly certificates: () => number;
  close(): void;
}

/** A server on loopback that answers nobody without a client certificate. `null` without `openssl`. */
export async function siteForCertificates(): Promise<TlsSite | null> {
  const made = await selfSigned().catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (made === null) return null;
  let certificates = 0;
  const server = https.createServer({ ...made, requestCert: true }, (_request, response) =>
    response.end('welcome'),
  );
  server.on('secureConnection', () => {
    certificates++;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { publicKey } = new X509Certificate(made.cert);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trust: `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
    certificates: () => certificates,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Node can use certificates, but not make them. */
async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'certificate-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  try {
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
    ]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
