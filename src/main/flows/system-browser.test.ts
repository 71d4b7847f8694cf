import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSystemBrowser, webAddress } from './system-browser';

const folder = mkdtempSync(join(tmpdir(), 'path-'));
afterAll(() => rmSync(folder, { recursive: true }));

function recordingShell() {
  const opened: string[] = [];
  const openExternal = async (url: string) => void opened.push(url);
  return { opened, openExternal };
}

describe('SEC-47: only web pages are opened', () => {
  it.each([
    ['https://pool.example/oauth2/authorize?a=b&c=%20d', undefined],
    ['HTTPS://Pool.Example', 'https://pool.example/'],
    ['https://pool.example/a b"c', 'https://pool.example/a%20b%22c'],
    ['http://localhost:42800/login', undefined],
    ['http://127.0.0.1:1/', undefined],
    ['http://[::1]:42800/', undefined],
  ])('%s', async (url, written = url) => {
    const shell = recordingShell();
    await createSystemBrowser(shell, { platform: 'win32', path: '' }).open(url);
    expect(shell.opened).toEqual([written]);
  });

  it.each([
    'http://pool.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'https://user:password@pool.example/',
    'https://user@pool.example/',
    'https://:password@pool.example/',
    'ftp://localhost/',
    'smb://127.0.0.1/share',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'com.example.app://auth/callback',
    'ms-msdt:/id',
    'smb://server/share',
    'mailto:ann@example.com',
    '--version',
    'pool.example',
    '',
  ])('not %j', async (url) => {
    const shell = recordingShell();
    const browser = createSystemBrowser(shell, { platform: 'win32', path: '' });
    await expect(browser.open(url)).rejects.toMatchObject({ code: 'browser-not-opened' });
    expect(shell.opened).toEqual([]);
    expect(webAddress(url)).toBeNull();
  });
});

it('SEC-47: a system that refuses is told by its code, and its words stay inside', async () => {
  const openExternal = () => Promise.reject(new Error('Failed to open: (0x483)'));
  const browser = createSystemBrowser({ openExternal }, { platform: 'darwin', path: '' });
  const failure = await browser.open('https://pool.example/').catch((error) => error);
  expect(failure.code).toBe('browser-not-opened');
  expect(JSON.stringify(failure.toProblem())).not.toContain('0x483');
});

it('SEC-47: on Linux, xdg-open has to be on the PATH', () => {
  const expectAt = (path: string, platform: NodeJS.Platform = 'linux') =>
    createSystemBrowser(recordingShell(), { platform, path }).expect();
  const missing = expect.objectContaining({ code: 'browser-not-opened' });
  expect(() => expectAt('')).toThrow(missing);
  expect(() => expectAt(`${folder}:/nowhere`)).toThrow(missing);
  writeFileSync(join(folder, 'xdg-open'), '');
  chmodSync(join(folder, 'xdg-open'), 0o644);
  if (process.getuid?.() !== 0) expect(() => expectAt(folder)).toThrow(missing);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  expect(() => expectAt(`/nowhere:${folder}`)).not.toThrow();
  expect(() => expectAt('', 'darwin')).not.toThrow();
});
