import { describe, expect, it } from 'vitest';
import { base32, checkTotp, createTotpDevice, otpauthUri, totp } from './totp';

describe('time-based one-time passwords', () => {
  // RFC 6238 Appendix B, SHA-1
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds the code is %s', (seconds, code) => {
    expect(totp(Buffer.from('12345678901234567890'), seconds * 1000, 8)).toBe(code);
  });

  // RFC 4648 §10, without padding
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of "%s" is "%s"', (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
  });

  it('takes the codes of the half minutes around now, and each once', () => {
    const device = createTotpDevice();
    const at = Date.parse('2030-01-01T00:00:00Z');
    const check = (offset: number) =>
      checkTotp(device, totp(device.secret, at + offset * 30_000), at);
    expect([check(-2), check(2)]).toEqual(['wrong', 'wrong']);
    expect([check(-1), check(-1)]).toEqual(['right', 'used']);
    expect([check(0), check(1), check(0)]).toEqual(['right', 'right', 'used']);
  });

  it('hands the secret over as an otpauth URI', () => {
    const device = createTotpDevice();
    const uri = new URL(otpauthUri(device, 'me@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(base32(device.secret));
    expect(uri.searchParams.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
  });
});
