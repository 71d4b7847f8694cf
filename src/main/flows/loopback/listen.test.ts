import { once } from 'node:events';
import { connect, Server } from 'node:net';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { afterEach, expect, it, vi } from 'vitest';
import { eventually } from '../../../../tests/support/eventually';
import { isOpen, occupy } from '../../../../tests/support/loopback/ports';
import { identity } from '../../../shared/identity';
import { signOutUriOf } from '../../config/loopback-uris';
import { addressesOf, listen } from './listen';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const later = (close: () => Promise<unknown>) => void closers.push(close);

const answer = (_: unknown, response: { end(text: string): void }) => void response.end('ok');
const both = ['127.0.0.1', '::1'];
const port = async () => (await freePorts(1))[0] ?? 0;

it('SEC-22: a loopback URI is listened for on loopback alone, and localhost on both of its addresses', () => {
  expect(addressesOf('http://localhost:52813/callback')).toEqual({ hosts: both, port: 52813 });
  expect(addressesOf('http://127.0.0.1:5000')).toEqual({ hosts: ['127.0.0.1'], port: 5000 });
  expect(addressesOf('http://[::1]:5000/a')).toEqual({ hosts: ['::1'], port: 5000 });
  expect(addressesOf('http://localhost/a').port).toBe(80);
  expect(identity.loopbackRedirectUris.map(signOutUriOf)).toEqual(identity.loopbackSignOutUris);
});

it('SEC-22: opens both addresses, none beyond this computer, and closes both', async () => {
  const at = await port();
  const close = await listen({ hosts: both, port: at }, answer);
  expect(await Promise.all(both.map((host) => isOpen(at, host)))).toEqual([true, true]);
  // The whole of 127.0.0.0/8 is this computer; only one address of it is listened at.
  expect(await isOpen(at, '127.0.0.2')).toBe(false);
  await close();
  expect(await Promise.all(both.map((host) => isOpen(at, host)))).toEqual([false, false]);
});

it.each(both)(
  'SEC-23: a program at %s has the port, and the other address is given back',
  async (host) => {
    const at = await port();
    later(await occupy(at, host));
    await expect(listen({ hosts: both, port: at }, answer)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    const [other = ''] = both.filter((each) => each !== host);
    expect(await isOpen(at, other)).toBe(false);
  },
);

it('SEC-22: an address that this computer has not, as without IPv6, is nobody else’s either', async () => {
  const at = await port();
  // Reserved for examples (RFC 5737): no computer has it.
  const close = await listen({ hosts: ['127.0.0.1', '192.0.2.1'], port: at }, answer);
  later(close);
  expect(await isOpen(at, '127.0.0.1')).toBe(true);
  await expect(listen({ hosts: ['192.0.2.1'], port: at }, answer)).rejects.toMatchObject({
    code: 'EADDRNOTAVAIL',
  });
});

it('SEC-22: closes connections that a browser keeps, and those that never asked', async () => {
  const at = await port();
  const close = await listen({ hosts: both, port: at }, answer);
  const kept = connect(at, '127.0.0.1');
  kept.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n');
  await once(kept, 'data');
  const silent = connect(at, '::1');
  await once(silent, 'connect');
  const ends = Promise.all([kept, silent].map((socket) => once(socket.resume(), 'close')));
  silent.on('error', () => undefined);
  await close();
  await ends;
  expect(await isOpen(at, '127.0.0.1')).toBe(false);
});

it('SEC-22: a client that is slow to ask is sent away', async () => {
  const at = await port();
  later(await listen({ hosts: both, port: at }, answer, { limit: 300 }));
  const slow = connect(at, '127.0.0.1');
  slow.write('GET /callback HTTP/1.1\r\nHost: localhost\r\n');
  const [said] = await once(slow, 'data');
  expect(String(said)).toContain('408');
});

it('SEC-22: a client has five seconds for its request', async () => {
  const at = await port();
  const started = vi.spyOn(Server.prototype, 'listen');
  later(await listen({ hosts: both, port: at }, answer));
  const limits = { headersTimeout: 5_000, requestTimeout: 5_000 };
  expect(started.mock.contexts).toMatchObject([limits, limits]);
  started.mockRestore();
});

it('SEC-22: connections without a request cannot keep the browser out', async () => {
  const at = await port();
  const ended = vi.fn();
  later(await listen({ hosts: ['127.0.0.1'], port: at }, answer));
  const sockets = Array.from({ length: 64 }, () => connect(at, '127.0.0.1'));
  for (const socket of sockets)
    socket
      .once('close', ended)
      .on('error', () => undefined)
      .resume();
  await eventually(() => expect(ended).toHaveBeenCalledTimes(32));
  expect((await fetch(`http://127.0.0.1:${at}/`)).status).toBe(200);
  await eventually(() => expect(ended).toHaveBeenCalledTimes(33));
  for (const socket of sockets) socket.destroy();
});
