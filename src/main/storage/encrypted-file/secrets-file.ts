import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../problems/app-error';
import { parseJson, removeTemporaryFiles, writeFileAtomically } from '../files/json-file';

/** Encrypted data in base64, by entry name. */
const fileSchema = z.strictObject({
  v: z.literal(1),
  entries: z.record(z.string(), z.base64()),
});
export type EncryptedEntries = z.infer<typeof fileSchema>['entries'];

/** One file with encrypted entries, mode 0600, always whole; there is none without entries. */
export class SecretsFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws AppError `keychain-corrupt` when it is not ours; `keychain-unavailable` when it can't be read. */
  async read(): Promise<EncryptedEntries> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw new AppError('keychain-unavailable', { cause: error });
    }
    const content = fileSchema.safeParse(parseJson(text));
    if (!content.success) throw new AppError('keychain-corrupt');
    return content.data.entries;
  }

  /** @throws AppError `keychain-unavailable` when the disk does not take it; then the old file stays. */
  async write(entries: EncryptedEntries): Promise<void> {
    try {
      if (Object.keys(entries).length === 0) return await this.remove();
      await writeFileAtomically(this.#path, `${JSON.stringify({ v: 1, entries }, null, 2)}\n`);
    } catch (error) {
      throw new AppError('keychain-unavailable', { cause: error });
    }
  }

  /** Also what an interrupted write left. Rejects with the file's error. */
  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
    await removeTemporaryFiles(this.#path);
  }
}
