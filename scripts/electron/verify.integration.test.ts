import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../dev/project-root';

const empty = mkdtempSync(path.join(tmpdir(), 'no-electron-'));
afterAll(() => rmSync(empty, { recursive: true }));

/** Runs it as on a computer without Electron's binary, where nothing answers downloads. */
function verify(...args: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/electron/verify.ts', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: {
      ...process.env,
      ELECTRON_OVERRIDE_DIST_PATH: empty,
      ELECTRON_MIRROR: 'http://127.0.0.1:1/',
      electron_config_cache: path.join(empty, 'cache'),
    },
  });
}

it('ends with 3, and says what was tried and what helps, where Electron can’t be downloaded', () => {
  const { status, stdout, stderr } = verify();
  expect(stdout).toMatch(/^Downloading Electron \d+\.\d+\.\d+ from http:\/\/127\.0\.0\.1:1\/ …\n$/);
  expect(stderr).toMatch(/can't be downloaded: .*install\.js failed.*Set ELECTRON_MIRROR.*\n$/);
  expect(status).toBe(3);
});

it('ends with 2 for an argument that it does not know', () => {
  const { status, stderr } = verify('--with-hosts');
  expect(stderr).toBe('Unexpected argument "--with-hosts". The only one is --with-host.\n');
  expect(status).toBe(2);
});
