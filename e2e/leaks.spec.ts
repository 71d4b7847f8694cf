import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

/** Every file below a folder, as bytes that can be searched. */
async function filesBelow(folder: string): Promise<{ file: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { file, bytes: await readFile(file) };
    }),
  );
}

/** The page's whole JavaScript heap, as text: every string that a script of any world could reach. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

test('no token is in any file, in the window or in what the app prints (SEC-43, SEC-51, SEC-68)', async ({
  pool,
  profile,
  launch,
}) => {
  const app = await launch();
  await signIn(app, pool);
  await app.window.waitForTimeout(1_100);
  await app.window.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => grants(pool.requests)).toContain('refresh_token');
  await expect(app.window.getByRole('button', { name: 'Refresh' })).toBeEnabled();

  const secrets = pool.issuedSecrets();
  expect(secrets.length).toBeGreaterThanOrEqual(5); // a code, a refresh token, two access, two ID tokens

  const heap = await heapOf(app.window);
  // The search itself must work: the heap does hold what the screen shows.
  expect(heap).toContain(pool.user.username);
  expect(secrets.filter((secret) => heap.includes(piece(secret)))).toEqual([]);

  const files = await filesBelow(profile);
  expect(files.map(({ file }) => path.basename(file))).toContain('accounts.json');
  for (const { file, bytes } of files) {
    const found = secrets.filter(
      (secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')),
    );
    expect(found, `secrets in ${file}`).toEqual([]);
    expect(bytes.includes(pool.user.password), `the password in ${file}`).toBe(false);
  }

  const printed = app.output();
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  expect(printed).not.toContain(pool.user.username);

  // And it is where it belongs.
  const [entry = ''] = await keychainEntries();
  expect(secrets.some((secret) => entry.includes(secret))).toBe(true);
});

test('no token is on a command line or in an environment of the app’s processes', async ({
  pool,
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
  const app = await launch();
  await signIn(app, pool);
  const secrets = pool.issuedSecrets();
  for (const pid of await descendants(app.electron.process().pid ?? 0)) {
    for (const name of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  }
});

/** A heap snapshot cuts strings after 1 kB, and tokens begin alike: a piece from where they differ. */
function piece(secret: string): string {
  return secret.length < 300 ? secret : secret.slice(200, 300);
}

async function descendants(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const direct = children.trim().split(/\s+/).filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(direct.map(descendants))).flat()];
}

function grants(requests: readonly { grantType?: string | undefined }[]): (string | undefined)[] {
  return requests.map((request) => request.grantType);
}
