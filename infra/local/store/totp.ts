import { Secret, TOTP } from 'otpauth';

/** Seconds that a code is for (RFC 6238 §4.1). */
const period = 30;

/** What an authenticator app shares with the pool. */
export interface TotpDevice {
  readonly secret: Secret;
  /** False until the first code was entered. */
  readonly verified: boolean;
  /** The time step of the last code that was taken: a code works once (RFC 6238 §5.2). */
  readonly lastStep: number;
}

/** 160 bits, as RFC 4226 §4 recommends. */
export function createTotpDevice(): TotpDevice {
  return { secret: new Secret({ size: 20 }), verified: false, lastStep: -1 };
}

/**
 * Takes the code of this half minute or a neighbour's, for clocks that differ (RFC 6238 §6).
 * @param at milliseconds since the epoch
 * @returns the device as it is from now on, or what is wrong with the code
 */
export function spendTotp(
  device: TotpDevice,
  code: string,
  at: number,
): TotpDevice | 'wrong' | 'used' {
  const { secret } = device;
  const token = code.trim();
  const delta = TOTP.validate({ secret, token, timestamp: at, period, window: 1 });
  if (delta === null) return 'wrong';
  const step = TOTP.counter({ period, timestamp: at }) + delta;
  if (step <= device.lastStep) return 'used';
  return { secret, verified: true, lastStep: step };
}

/** What authenticator apps read from a QR code. */
export function otpauthUri({ secret }: TotpDevice, email: string): string {
  return new TOTP({ issuer: 'Local user pool', label: email, secret, period }).toString();
}
