import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startUserPool } from './index';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('has curl commands that end with who signed in', async () => {
    if (!hasTools()) return console.warn('not checked: this computer has no sh, curl or openssl');
    const block = /## By hand, with curl[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(block).toContain('domain=http://127.0.0.1:42800');
    const pool = await startUserPool();
    const script = block.replace('http://127.0.0.1:42800', pool.domain);
    const { stdout } = await promisify(execFile)('sh', ['-euc', script]);
    expect(JSON.parse(stdout)).toEqual({
      sub: pool.users.find(pool.user.username)?.sub,
      email_verified: 'true',
      email: 'demo@example.com',
      username: pool.users.find(pool.user.username)?.sub,
    });
    await pool.close();
  });

  it('names tests that are there', () => {
    const links = [...readme.matchAll(/\]\(([\w./-]+\.test\.ts)\)/g)].map(([, file = '']) => file);
    expect(links.length).toBeGreaterThan(20);
    for (const file of links) {
      expect(existsSync(new URL(file, import.meta.url)), file).toBe(true);
    }
  });
});

function hasTools(): boolean {
  try {
    execFileSync('sh', ['-c', 'curl --version && openssl version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
