import { createHash, X509Certificate } from 'node:crypto';

/** A private key and its certificate, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const lifetimeMs = 397 * 86_400_000;

/**
 * Makes a self-signed certificate for the loopback names. It is no certificate authority: trusting it
 * trusts these names and nothing else.
 * @param address a further address of this computer
 */
export async function createCertificate(address = '127.0.0.1'): Promise<Certificate> {
  // Lazily: a pool at plain HTTP starts faster. In the bundle of the package, CommonJS has a default export alone.
  const { default: selfsigned } = await import('selfsigned');
  const addresses = [...new Set(['127.0.0.1', '::1', address])];
  const { private: key, cert } = await selfsigned.generate(
    [{ name: 'commonName', value: 'Local user pool' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + lifetimeMs),
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            ...addresses.map((ip) => ({ type: 7 as const, ip })),
          ],
        },
      ],
    },
  );
  return { key, cert };
}

/** What Chromium's `--ignore-certificate-errors-spki-list` takes, to trust this certificate alone. */
export function certificateHash(cert: string): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
