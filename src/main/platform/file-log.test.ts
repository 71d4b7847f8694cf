import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redact } from '../util/redact';
import { createLog, formatLine } from './file-log';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the log file', () => {
  it('has one JSON object per line, readable by its owner only', () => {
    const file = join(folder, 'logs/main.log');
    const log = createLog({ file, now: () => 0 });
    log.info('auth.signed-in');
    log.warn('auth.sign-in-failed', { code: 'timed-out' });
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'auth.signed-in' },
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'warn',
        event: 'auth.sign-in-failed',
        code: 'timed-out',
      },
    ]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is turned over once at its limit', () => {
    const file = join(folder, 'main.log');
    const log = createLog({ file, limitBytes: 300 });
    for (let n = 0; n < 20; n += 1) log.info('event', { count: n });
    expect(statSync(file).size).toBeLessThanOrEqual(300);
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(300);
    expect(readFileSync(file, 'utf8')).toContain('"count":19');
  });

  it('that cannot be written stops nothing', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    const echoed: string[] = [];
    const log = createLog({
      file: join(folder, 'logs/main.log'),
      echo: (line) => void echoed.push(line),
    });
    expect(() => log.info('event')).not.toThrow();
    expect(echoed.join('')).toContain('cannot be written');
  });
});

describe('what does not reach it (SEC-68)', () => {
  it('a field that is not on the list: only its number is noted', () => {
    const line = formatLine(0, 'info', 'event', { code: 'ok', email: 'a@b.example', token: 'x' });
    expect(JSON.parse(line)).toMatchObject({ code: 'ok', dropped: 2 });
    expect(line).not.toContain('b.example');
  });

  it('a secret or an address in the event or in a field that is on the list', () => {
    const line = formatLine(0, 'warn', 'failed at ?code=abc123', {
      reason: 'someone@mail.example.com',
      host: '?state=xyz789',
    });
    expect(line).not.toMatch(/abc123|someone|xyz789/);
  });

  it.each([
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'myapp://auth/callback?code=abc123&state=xyz789',
    '#access_token=abc123',
    'someone.else+tag@mail.example.com',
    'login_hint=someone%40mail.example.com',
    join(homedir(), '.config/app'),
  ])('%s', (text) => {
    const shown = redact(`before ${text} after`);
    expect(shown).toMatch(/^before .* after$/);
    for (const part of ['eyJ', 'abc123', 'xyz789', 'someone', homedir()]) {
      expect(shown).not.toContain(part);
    }
  });

  it.each([
    ['token_eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2ln', 'c2VjcmV0'],
    [`${'-'.repeat(4)}${'x'.repeat(36)}`, 'x'.repeat(20)],
    ['continue=https%3A%2F%2Fa.example%3Fcode%3Dabc123', 'abc123'],
    ['{"code":"abc123"}', 'abc123'],
    ["o'brien!@mail.example.com", 'brien'],
    ['müller@bücher.example', 'bücher'],
    ['0@-.-*ann@mail.example', 'ann@mail'],
    [`a@b.${'x'.repeat(20)}_${'y'.repeat(20)}`, 'yyy'],
  ])('%s in whatever stands around it', (text, part) => {
    expect(redact(`before ${text} after`)).not.toContain(part);
  });

  it.each([
    ['C:\\Users\\Ann Lee', 'c:\\users\\ann lee\\x'],
    ['C:\\Users\\Ann Lee', 'file:///C:/Users/Ann%20Lee/x'],
    ['/home/zoë', 'file:///home/zo%C3%AB/x'],
  ])('the home folder %s in the form %s', (home, text) => {
    expect(redact(text, home)).not.toMatch(/ann|zo/i);
  });

  it('reads a long text in no time', () => {
    const begin = performance.now();
    for (const piece of ['%40', 'a.', 'eyJ', '@a']) redact(piece.repeat(20_000));
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  it('1000 random verifiers, states and refresh tokens', () => {
    for (let n = 0; n < 1000; n += 1) {
      const secret = randomBytes(32 + (n % 64)).toString('base64url');
      expect(redact(`failed with ${secret} in the middle`)).not.toContain(secret);
    }
  });

  it('leaves ordinary words alone', () => {
    const text = 'provider-unreachable pool.auth.eu-west-1.amazoncognito.com 503';
    expect(redact(text)).toBe(text);
  });
});
