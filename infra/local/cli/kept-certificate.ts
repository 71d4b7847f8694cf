import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Certificate, certificateHash, createCertificate } from '../http/certificate';
import { replaceFile } from '../util/write-file';

/** A certificate that every run of the command uses, so that it has to be trusted once. */
export interface KeptCertificate extends Certificate {
  /** The file of the certificate, without the key. */
  readonly file: string;
}

const dayMs = 86_400_000;

/**
 * The certificate of this computer. It is made anew when it is missing, about to expire, or for other
 * addresses. Only its owner can read the key.
 * @param address what the pool listens on
 */
export async function keptCertificate(
  address: string,
  folder = path.join(homedir(), '.cognito-local-user-pool'),
): Promise<KeptCertificate> {
  const [file, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const [cert, key] = [read(file), read(keyFile)];
  if (cert !== null && key !== null && isUsable(cert, address)) return { cert, key, file };
  const made = await createCertificate(address);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(keyFile, made.key);
  replaceFile(file, made.cert);
  return { ...made, file };
}

/** How programs are told to trust it, on one line. */
export function howToTrust({ cert, file }: KeptCertificate): string {
  return (
    `Trust its certificate with NODE_EXTRA_CA_CERTS=${file} in Node.js, and with ` +
    `--ignore-certificate-errors-spki-list=${certificateHash(cert)} and a --user-data-dir in Chrome.`
  );
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isUsable(cert: string, address: string): boolean {
  try {
    const known = new X509Certificate(cert);
    const isLasting = Date.parse(known.validTo) > Date.now() + dayMs;
    return isLasting && known.checkIP(address) !== undefined;
  } catch {
    return false; // not a certificate
  }
}
