import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startUserPool } from './index';
import { readSeedFile } from './options/seed-file';
import manifest from './package.json';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

// The commands are some thirty processes.
describe('the README', { timeout: 30_000 }, () => {
  it('has curl commands that sign in, refresh, revoke and log out', async () => {
    if (!hasTools()) return console.warn('not checked: this computer has no sh, curl or openssl');
    const section = /## By hand, with curl\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
    const script = [...section.matchAll(/```sh\n([\s\S]*?)```/g)]
      .map(([, block]) => block)
      .join('');
    const printed = /```\n(userInfo[\s\S]*?)\n```/.exec(section)?.[1] ?? '';
    expect(script).toContain('domain=http://127.0.0.1:42800');
    expect(printed).toContain('revoke 200');
    const pool = await startUserPool();
    const forPool = (text: string) => text.replace('http://127.0.0.1:42800', pool.domain);
    const { stdout } = await promisify(execFile)('sh', ['-euc', forPool(script)]);
    const [userInfo = '', ...lines] = stdout.trimEnd().split('\n');
    const sub = pool.users.find(pool.user.username)?.sub;
    expect(JSON.parse(userInfo)).toEqual({
      sub,
      email_verified: 'true',
      email: 'demo@example.com',
      username: sub,
    });
    expect(lines).toEqual(forPool(printed).split('\n').map(asExpected));
    expect(pool.refreshTokens()).toEqual({ live: 0, revoked: 1 });
    expect(pool.sessions()).toBe(0);
    await pool.close();
  });

  it('names the versions of other clients that are installed', () => {
    const rows = [...readme.matchAll(/^\| `([\w@/-]+)` (\d+\.\d+\.\d+) \|/gm)];
    expect(rows).toHaveLength(6);
    const installed = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [, name = '', version] of rows) {
      expect(installed, name).toHaveProperty([name], version);
    }
  });

  it('has a seed file that can be read', () => {
    const json = /## The seed file[\s\S]*?```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-readme-'));
    writeFileSync(path.join(folder, 'seed.json'), json);
    const seed = readSeedFile(path.join(folder, 'seed.json'));
    rmSync(folder, { recursive: true });
    expect(Object.keys(seed).sort()).toEqual(['clients', 'groups', 'resourceServers', 'users']);
  });

  it('links to files that are there', () => expectFilesBehind(readme, 5));
});

describe('the list of what is imitated', () => {
  const fidelity = readFileSync(new URL('./FIDELITY.md', import.meta.url), 'utf8');
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

  it('links to files that are there', () => expectFilesBehind(fidelity, 50));

  it('has a test and a source for everything that is imitated, and the test names the source', () => {
    const rows = fidelity
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (behaviour|---) /.test(line));
    expect(rows.length).toBeGreaterThan(70);
    for (const row of rows) {
      const cells = row.slice(2, -2).split(' | ');
      expect(cells, row).toHaveLength(5);
      const [behaviour, , ours, tests, source] = cells;
      expect(behaviour, row).toMatch(/\w/);
      expect(ours, row).toMatch(/\w/);
      const files = linksIn(tests).filter((file) => file.endsWith('.test.ts'));
      expect(files, row).not.toEqual([]);
      const text = files.map(read).join('\n');
      const sources = linksIn(source);
      if (sources.length === 0) expect(source, row).toBe('ours');
      for (const url of sources)
        expect(text.includes(url), `${url} in ${files} for ${row}`).toBe(true);
    }
  });
});

function linksIn(text = ''): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
}

/** Of the links to files in this folder, at least so many. */
function expectFilesBehind(text: string, many: number): void {
  const files = linksIn(text).filter((link) => !/^(https:|#)/.test(link));
  expect(files.length).toBeGreaterThan(many);
  for (const file of files) expect(existsSync(new URL(file, import.meta.url)), file).toBe(true);
}

/** A printed line; after an ellipsis it differs from run to run. */
function asExpected(line: string): unknown {
  const [start = '', ...more] = line.split('…');
  return more.length === 0 ? line : expect.stringContaining(start);
}

function hasTools(): boolean {
  try {
    execFileSync('sh', ['-c', 'curl --version && openssl version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
