import { AppError } from '../auth/errors';
import {
  describes,
  type Generation,
  generations,
  manifestOf,
  mostParts,
  other,
  parseManifest,
  partName,
  split,
} from './manifest';

/** The keychain by entry name; each function is one call to it. */
export interface Keychain {
  get(name: string): Promise<string | null>;
  set(name: string, text: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}

export interface EntriesOptions {
  /** How long one entry may be, in bytes of UTF-8; `null` where any length will do. */
  readonly limitBytes: number | null;
  /** The text is written, but parts of an earlier one could not be deleted yet. */
  readonly onLeftovers: (error: unknown) => void;
}

/**
 * Texts of any length in a keychain that takes short ones. However the process ends between two
 * calls, a reader gets the old text or the new one, whole:
 *
 * 1. the parts are written in order, under the generation that is not in use,
 * 2. the entry itself is replaced by the new manifest (or by the text, when that is short), in one call,
 * 3. what is left of either generation is deleted from its end.
 *
 * So the parts of a generation are always the first ones, without a gap, and the next write or
 * delete finds and removes what a crash left. One process may write at a time; any may read.
 */
export class Entries {
  readonly #keychain: Keychain;
  readonly #limitBytes: number | null;
  readonly #onLeftovers: (error: unknown) => void;

  constructor(keychain: Keychain, { limitBytes, onLeftovers }: EntriesOptions) {
    this.#keychain = keychain;
    this.#limitBytes = limitBytes;
    this.#onLeftovers = onLeftovers;
  }

  /** @throws AppError `keychain-corrupt` when a part is missing or does not belong to the others. */
  async read(name: string): Promise<string | null> {
    const entry = await this.#keychain.get(name);
    if (entry === null) return null;
    const text = await this.#assemble(name, entry);
    if (text !== null) return text;
    // Another process may have written between two of these calls: once more, if so.
    const newer = await this.#keychain.get(name);
    if (newer === null) return null;
    const newerText = newer === entry ? null : await this.#assemble(name, newer);
    if (newerText === null) throw new AppError('keychain-corrupt');
    return newerText;
  }

  /** @throws AppError `keychain-too-large` when even `mostParts` cannot hold the text. */
  async write(name: string, text: string): Promise<void> {
    const limit = this.#limitBytes;
    if (limit === null) return this.#keychain.set(name, text);

    const parts = split(text, limit);
    if (parts.length > mostParts) throw new AppError('keychain-too-large');
    if (parts.length === 1) {
      await this.#keychain.set(name, text);
      await this.#tidy(name, null, 0);
      return;
    }
    const generation = other(await this.#generationInUse(name));
    for (const [index, part] of parts.entries()) {
      await this.#keychain.set(partName(name, generation, index), part);
    }
    const manifest = manifestOf(text, generation, parts.length);
    await this.#keychain.set(name, JSON.stringify(manifest));
    await this.#tidy(name, generation, parts.length);
  }

  /** @returns whether there was an entry. */
  async delete(name: string): Promise<boolean> {
    // The entry first: from then on there is no token, rather than one in pieces.
    const existed = await this.#keychain.delete(name);
    if (this.#limitBytes !== null) {
      // Every name that a part can have: nothing may stay, also when there is a gap between them.
      for (const generation of generations) await this.#deleteParts(name, generation, 0, mostParts);
    }
    return existed;
  }

  async #assemble(name: string, entry: string): Promise<string | null> {
    const manifest = parseManifest(entry);
    if (manifest === null) return entry;
    let text = '';
    for (let index = 0; index < manifest.parts; index++) {
      const part = await this.#keychain.get(partName(name, manifest.generation, index));
      if (part === null) return null;
      text += part;
    }
    return describes(manifest, text) ? text : null;
  }

  async #generationInUse(name: string): Promise<Generation> {
    const entry = await this.#keychain.get(name);
    return (entry === null ? null : parseManifest(entry))?.generation ?? 'b';
  }

  /** The text is safe by now, so a failure here is no failure of the write. */
  async #tidy(name: string, inUse: Generation | null, parts: number): Promise<void> {
    try {
      for (const generation of generations) {
        const first = generation === inUse ? parts : 0;
        const end = await this.#endOfParts(name, generation, first);
        await this.#deleteParts(name, generation, first, end);
      }
    } catch (error) {
      this.#onLeftovers(error);
    }
  }

  async #endOfParts(name: string, generation: Generation, first: number): Promise<number> {
    for (let index = first; index < mostParts; index++) {
      if ((await this.#keychain.get(partName(name, generation, index))) === null) return index;
    }
    return mostParts;
  }

  async #deleteParts(name: string, generation: Generation, first: number, end: number) {
    for (let index = end - 1; index >= first; index--) {
      await this.#keychain.delete(partName(name, generation, index));
    }
  }
}
