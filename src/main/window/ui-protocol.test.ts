import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uiOrigin } from '../../shared/identity';
import { resolveUiFile } from './ui-files';
import { answerUiRequest } from './ui-protocol';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ui-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets/index.js'), 'export {};');
  await writeFile(join(root, 'notes.txt'), 'not served');
  await writeFile(join(folder, 'outside.js'), 'secret');
  await mkdir(join(folder, 'renderer-other'));
  await writeFile(join(folder, 'renderer-other/x.js'), 'secret');
  await symlink(join(folder, 'outside.js'), join(root, 'link.js'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the app’s own files (SEC-38)', () => {
  it.each([
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index.js', 'text/javascript; charset=utf-8'],
    ['/index.html?x=1#y', 'text/html; charset=utf-8'],
  ])('%s is served as %s', async (path, contentType) => {
    expect(await resolveUiFile(root, uiOrigin + path)).toMatchObject({ contentType });
  });

  it.each([
    '/../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/assets/..%2f..%2foutside.js',
    '/..%5coutside.js',
    '/../renderer-other/x.js',
    '/..%2frenderer-other%2fx.js',
    '/link.js',
    '/notes.txt',
    '/missing.js',
    '/assets',
    '/',
    '/index.html%00.js',
    '/%E0%A4%A.js',
  ])('%s is not', async (path) => {
    expect(await resolveUiFile(root, uiOrigin + path)).toBeNull();
  });

  it.each([
    'https://app/index.html',
    `${uiOrigin}.evil.net/index.html`,
    `${uiOrigin.replace('://', '://user@')}/index.html`,
    'not a url',
  ])('%s is not ours', async (url) => {
    expect(await resolveUiFile(root, url)).toBeNull();
  });
});

describe('the answer (SEC-38)', () => {
  const get = (path: string, method = 'GET') =>
    answerUiRequest(root, { url: uiOrigin + path, method });

  it('SEC-39, SEC-44: has the content and the policy as headers', async () => {
    const response = await get('/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; frame-src 'none'; object-src 'none'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'",
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('to %s is 405', async (method) => {
    expect((await get('/index.html', method)).status).toBe(405);
  });

  it('for what is not there is 404, without content', async () => {
    const response = await get('/..%2foutside.js');
    expect([response.status, await response.text()]).toEqual([404, '']);
  });
});
