import { createHmac, randomBytes } from 'node:crypto';

const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shares with the pool. */
export interface TotpDevice {
  readonly secret: Buffer;
  /** False until the first code was entered. */
  verified: boolean;
  /** The time step of the last code that was taken: a code works once (RFC 6238 §5.2). */
  lastStep: number;
}

/** 160 bits, as RFC 4226 §4 recommends. */
export function createTotpDevice(): TotpDevice {
  return { secret: randomBytes(20), verified: false, lastStep: -1 };
}

/**
 * The code of a moment: HMAC-SHA-1 over the number of half minutes (RFC 6238 §4, RFC 4226 §5.3).
 * @param at milliseconds since the epoch
 */
export function totp(secret: Buffer, at: number, digits = 6): string {
  return codeOfStep(secret, Math.floor(at / stepMs), digits);
}

function codeOfStep(secret: Buffer, step: number, digits: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

export type TotpCheck = 'right' | 'wrong' | 'used';

/** Takes the code of this half minute or a neighbour's, for clocks that differ (RFC 6238 §6). */
export function checkTotp(device: TotpDevice, code: string, at: number): TotpCheck {
  const now = Math.floor(at / stepMs);
  const step = [now, now - 1, now + 1].find(
    (candidate) => codeOfStep(device.secret, candidate, 6) === code.trim(),
  );
  if (step === undefined) return 'wrong';
  if (step <= device.lastStep) return 'used';
  device.lastStep = step;
  return 'right';
}

/** RFC 4648 §6 without padding, which is what authenticator apps take. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet.charAt(Number.parseInt(five.padEnd(5, '0'), 2)))
    .join('');
}

/** What authenticator apps read from a QR code. */
export function otpauthUri(device: TotpDevice, email: string): string {
  const issuer = encodeURIComponent('Local user pool');
  return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?secret=${base32(device.secret)}&issuer=${issuer}`;
}
