import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptCertificate } from './kept-certificate';

describe('the certificate of the command', () => {
  let parent: string;
  let folder: string;
  const kept = (address = '127.0.0.1') => keptCertificate(address, folder);
  beforeEach(() => {
    parent = mkdtempSync(path.join(tmpdir(), 'user-pool-certificate-'));
    folder = path.join(parent, 'pool');
  });
  afterEach(() => {
    vi.useRealTimers();
    rmSync(parent, { recursive: true });
  });

  it('is made once, for the loopback names, and is no authority', async () => {
    const made = await kept();
    expect(await kept()).toEqual(made);
    expect(readFileSync(made.file, 'utf8')).toBe(made.cert);
    const certificate = new X509Certificate(made.cert);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.ca).toBe(false);
    const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(395);
    expect(days).toBeLessThan(398); // CA/Browser Forum Baseline Requirements §6.3.2
  });

  it.skipIf(process.platform === 'win32')('has a key that only its owner can read', async () => {
    await kept();
    expect(readdirSync(folder).sort()).toEqual(['cert.pem', 'key.pem']);
    expect(statSync(path.join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is made anew for another address, a day before its end, and when it is none', async () => {
    const first = await kept();
    const second = await kept('192.0.2.7');
    expect(second.cert).not.toBe(first.cert);
    expect(new X509Certificate(second.cert).checkIP('192.0.2.7')).toBe('192.0.2.7');
    expect(await kept()).toEqual(second);
    vi.useFakeTimers({
      now: Date.parse(new X509Certificate(second.cert).validTo) - 3_600_000,
      toFake: ['Date'],
    });
    const third = await kept();
    expect(third.cert).not.toBe(second.cert);
    writeFileSync(third.file, 'garbage');
    expect((await kept()).cert).toContain('BEGIN CERTIFICATE');
  });
});
