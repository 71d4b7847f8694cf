import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Finds secrets wherever they may have been left, in whichever form: as they are, in base64 or base64url
 * (at each of the three offsets that a longer text gives them), URL-encoded, in hexadecimal, in UTF-16.
 * A piece of a long secret counts as well, since logs and heaps cut texts short.
 */
export class Sweep {
  readonly #forms: readonly { readonly secret: string; readonly form: Buffer }[];

  constructor(secrets: readonly string[]) {
    this.#forms = secrets.flatMap((secret) =>
      formsOf(piece(secret)).map((form) => ({ secret, form })),
    );
  }

  /** The secrets found, each by its beginning, so that a failure does not spread them. */
  in(content: string | Buffer): string[] {
    const bytes = Buffer.from(content as string);
    const found = this.#forms.filter(({ form }) => bytes.includes(form));
    const secrets = new Set(found.map(({ secret }) => secret));
    return [...secrets].map((secret) => `${secret.slice(0, 6)}… of ${secret.length}`);
  }
}

/** Tokens begin alike, with their header: a piece from where they differ. */
function piece(secret: string): string {
  return secret.length < 300 ? secret : secret.slice(200, 300);
}

function formsOf(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((offset) => base64Inside(text, offset));
  const ascii = [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString('hex'),
    ...base64,
    ...base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [utf16, ...ascii.map((each) => Buffer.from(each))];
}

/** What every base64 of a longer text contains, when this text begins `offset` bytes after a multiple of 3. */
function base64Inside(text: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
  return encoded.slice(offset === 0 ? 0 : 4, -4);
}

/** Every file below a folder, as bytes that can be searched. */
export async function filesBelow(folder: string): Promise<{ file: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { file, bytes: await readFile(file).catch(() => Buffer.alloc(0)) };
    }),
  );
}

/** The page's whole JavaScript heap, as text: every string that a script of any world could reach. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** Command lines and environments of a process and all below it. Linux only: reads /proc. */
export async function processTexts(pid: number): Promise<string[]> {
  const pids = await descendants(pid);
  const files = pids.flatMap((each) => [`/proc/${each}/cmdline`, `/proc/${each}/environ`]);
  return Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
}

async function descendants(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const direct = children.trim().split(/\s+/).filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(direct.map(descendants))).flat()];
}
