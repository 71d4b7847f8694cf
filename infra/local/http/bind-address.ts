import { isIP } from 'node:net';
import { UserPoolError } from '../errors';

const loopback = new Set(['127.0.0.1', '::1']);

/** Whether only programs on this computer can reach it. */
export function isLoopback(address: string): boolean {
  return loopback.has(address);
}

/**
 * The address to listen on. Anything but loopback has to be asked for twice, since whoever reaches the
 * pool can read its mails and sign in as anybody.
 * @throws UserPoolError `not_loopback`, `bad_option`
 */
export function bindAddress(host: string, allowNetwork: boolean): string {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  if (isLoopback(address)) return address;
  if (!allowNetwork) {
    throw new UserPoolError(
      'not_loopback',
      `The local user pool listens on loopback only (127.0.0.1, localhost or ::1), and "${host}" is not ` +
        'that. Whoever can reach it can read its mails and sign in as anybody. If that is what you ' +
        'want, add --allow-network (the option allowNetwork).',
    );
  }
  if (isIP(address) === 0 || address === '0.0.0.0' || address === '::') {
    throw new UserPoolError(
      'bad_option',
      `--host (the option host) needs one address of this computer, such as 192.168.1.5, not "${host}": ` +
        'the issuer and the redirects are made from it.',
    );
  }
  return address;
}

/** As it stands in a URL. */
export function hostInUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
