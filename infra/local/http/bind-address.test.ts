import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UserPool } from '../index';
import { startTestPool } from '../testing/test-pool';
import { bindAddress } from './bind-address';

describe('the address that the pool listens on', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['::1', '::1'],
  ])('may be %s', (host, address) => {
    expect(bindAddress(host, false)).toBe(address);
  });

  it.each(['192.168.1.5', '0.0.0.0', '::', 'example.com', '127.0.0.2'])(
    'is not %s unless that is asked for twice',
    (host) => {
      expect(() => bindAddress(host, false)).toThrow(
        expect.objectContaining({
          code: 'not_loopback',
          message: expect.stringMatching(/--allow-network .*allowNetwork/),
        }),
      );
    },
  );

  it('may be any one address when asked for twice', () => {
    expect(bindAddress('192.168.1.5', true)).toBe('192.168.1.5');
    expect(bindAddress('fe80::1', true)).toBe('fe80::1');
  });

  it.each(['0.0.0.0', '::', 'example.com', ''])('is never %j', (host) => {
    expect(() => bindAddress(host, true)).toThrow(
      expect.objectContaining({ code: 'bad_option', message: expect.stringContaining('--host') }),
    );
  });
});

describe('a pool on the network', () => {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  let pool: UserPool | undefined;
  afterEach(async () => {
    vi.restoreAllMocks();
    await pool?.close();
  });

  /** @param host what the request says it is for */
  const statusFor = (origin: string, host: string) =>
    new Promise((resolve, reject) => {
      request(`${origin}/_local/inbox`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('is not started by a host alone', async () => {
    await expect(startTestPool({ host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'not_loopback',
    });
  });

  it('answers under its own address too, under no other, and says loudly that it is there', async () => {
    if (!address) return console.warn('not checked: this computer has no network address');
    const warn = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    pool = await startTestPool({ host: address, allowNetwork: true });
    const warning = warn.mock.calls.flat().join('\n');
    expect(warning).toMatch(/^!+$/m);
    expect(warning).toContain(pool.domain);
    const { host } = new URL(pool.domain);
    expect(host.startsWith(`${address}:`)).toBe(true);
    expect(await statusFor(pool.domain, host)).toBe(200);
    expect(await statusFor(pool.domain, 'localhost')).toBe(200);
    expect(await statusFor(pool.domain, '192.0.2.1')).toBe(421);
    expect(await statusFor(pool.domain, 'evil.example')).toBe(421);
  });

  it('says nothing, and does not answer under a network address, when it is on loopback', async () => {
    const warn = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    pool = await startTestPool({ allowNetwork: true });
    expect(warn).not.toHaveBeenCalled();
    expect(await statusFor(pool.domain, address ?? '192.0.2.1')).toBe(421);
  });

  it('names an address that this computer does not have', async () => {
    const starting = startTestPool({ host: '192.0.2.1', allowNetwork: true });
    await expect(starting).rejects.toMatchObject({
      code: 'bad_option',
      message: expect.stringContaining('192.0.2.1'),
    });
  });
});
