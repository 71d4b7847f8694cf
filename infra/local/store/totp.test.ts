import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createTotpDevice, otpauthUri, spendTotp } from './totp';

describe('time-based one-time passwords', () => {
  // RFC 6238 Appendix B, SHA-1. Six digits are the last six of the eight that stand there.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds the code ends in %s', (seconds, code) => {
    const secret = Secret.fromLatin1('12345678901234567890');
    const check = (token: string) =>
      spendTotp({ secret, verified: false, lastStep: -1 }, token, seconds * 1000);
    expect(check(code.slice(2))).toEqual({
      secret,
      verified: true,
      lastStep: Math.floor(seconds / 30),
    });
    expect(check(code)).toBe('wrong');
    expect(check(String(Number(code.slice(2)) + 1).padStart(6, '0'))).toBe('wrong');
  });

  it('takes the codes of the half minutes around now, and each once', () => {
    let device = createTotpDevice();
    const { secret } = device;
    const at = Date.parse('2030-01-01T00:00:00Z');
    const check = (offset: number) => {
      const code = ` ${TOTP.generate({ secret, timestamp: at + offset * 30_000 })} `;
      const result = spendTotp(device, code, at);
      if (typeof result === 'string') return result;
      device = result;
      return 'right';
    };
    expect([check(-2), check(2)]).toEqual(['wrong', 'wrong']);
    expect([check(-1), check(-1)]).toEqual(['right', 'used']);
    expect([check(0), check(1), check(0)]).toEqual(['right', 'right', 'used']);
  });

  it('has a new secret of 160 bits for everybody, and hands it over as an otpauth URI', () => {
    const device = createTotpDevice();
    const uri = new URL(otpauthUri(device, 'me@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('Local user pool:me@example.com');
    expect(uri.searchParams.get('secret')).toBe(device.secret.base32);
    expect(uri.searchParams.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
    expect(device.secret.base32).not.toBe(createTotpDevice().secret.base32);
  });
});
