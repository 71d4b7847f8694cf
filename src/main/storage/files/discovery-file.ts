import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { DiscoveryCache } from '../../auth/ports';
import type { Log } from '../../util/log';
import { parseJson, writeFileAtomically } from './json-file';

/** No answer of a provider is larger (SEC-17), and what stands around it is small. */
const largestBytes = 1_100_000;

const fileSchema = z.object({
  v: z.literal(1),
  issuer: z.string(),
  fetchedAt: z.number(),
  document: z.record(z.string(), z.unknown()),
});

/** The discovery document in one JSON file, which its reader checks as if it had just been fetched. */
export function createDiscoveryCache({ file, log }: { file: string; log: Log }): DiscoveryCache {
  return {
    read: async () => {
      const text = await textOf(file);
      if (text === null) return null;
      const content = fileSchema.safeParse(parseJson(text));
      if (!content.success) log.warn('discovery.file-damaged');
      return content.data ?? null;
    },
    write: async (kept) => {
      const text = `${JSON.stringify({ v: 1, ...kept }, null, 2)}\n`;
      await writeFileAtomically(file, text).catch(() => log.warn('discovery.file-unwritable'));
    },
  };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return (await stat(file)).size > largestBytes ? null : await readFile(file, 'utf8');
  } catch {
    return null;
  }
}
