import { execFile } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { promisify } from 'node:util';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { expect, it, vi } from 'vitest';
import { listen } from './listen';
import { isOwnUser } from './peer-user';

const ports = { localPort: 0x1388, remotePort: 0xa26c };
const line = (uid: number, inode: number) =>
  `   1: 0100007F:A26C 0100007F:1388 01 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000000000000000 20 4 30 10 -1`;
const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid';

it.each([
  ['this user', [line(1000, 7)], true],
  ['root, which relays', [line(0, 7)], true],
  ['another user', [line(1001, 7)], false],
  ['a program that has closed it', [line(0, 0)], false],
  ['this user, and another from another address', [line(1000, 7), line(1001, 8)], false],
  ['nobody', [], false],
])('SEC-22: a connection of %s', (_, lines, isOwn) => {
  expect(isOwnUser(ports, 1000, () => [header, ...lines].join('\n'))).toBe(isOwn);
});

it('SEC-22: where the system does not say, every program of this computer may connect', () => {
  expect(isOwnUser(ports, 1000, () => null)).toBe(true);
});

/** Sends a request and resolves with the answer's status; `null` when the connection ends without one. */
const script = `require('node:http').get(process.argv[1], (r) => { console.log(r.statusCode); r.destroy(); })
  .on('error', () => console.log('refused'));`;
const run = promisify(execFile);

it.each(['127.0.0.1', '[::1]'])(
  'SEC-22: takes requests of this user at %s, and no other’s',
  async (host) => {
    const [port = 0] = await freePorts(1);
    const hosts = ['127.0.0.1', '::1'];
    const onOtherUser = vi.fn();
    const answer: RequestListener = (_request, response) => void response.end('ok');
    const close = await listen({ hosts, port }, answer, { onOtherUser });
    const command = [process.execPath, '-e', script, `http://${host}:${port}/`];
    const [node = '', ...args] = command;
    expect((await run(node, args)).stdout.trim()).toBe('200');
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      console.log('skipped: a program of another user, which needs Linux and root');
    } else {
      const other = ['--reuid=65534', '--regid=65534', '--clear-groups', '--', ...command];
      expect((await run('setpriv', other)).stdout.trim()).toBe('refused');
      expect(onOtherUser).toHaveBeenCalledOnce();
    }
    await close();
  },
);
