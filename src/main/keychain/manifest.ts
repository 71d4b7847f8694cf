import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from './parse-json';

/**
 * A text that is too long for one entry stands in parts beside it, and the entry itself holds this
 * manifest. There are two generations of parts, so that a new text never overwrites the parts of
 * the old one, and so that what a crash left can be found by its name, without listing the keychain.
 */
export const generations = ['a', 'b'] as const;
export type Generation = (typeof generations)[number];

/** Bounds the search for what a crash left: at 2,400 bytes each, 38,400 bytes in all. */
export const mostParts = 16;

const manifestSchema = z.strictObject({
  v: z.literal(2),
  generation: z.enum(generations),
  parts: z.number().int().min(1).max(mostParts),
  /** Of the whole text in UTF-8. */
  bytes: z.number().int().positive(),
  /** Of the whole text in UTF-8, base64url. */
  sha256: z.string().length(43),
});
export type Manifest = z.infer<typeof manifestSchema>;

export function manifestOf(text: string, generation: Generation, parts: number): Manifest {
  return { v: 2, generation, parts, ...fingerprintOf(text) };
}

/** The manifest that an entry holds, or `null` when it holds something else. */
export function parseManifest(entry: string): Manifest | null {
  return manifestSchema.safeParse(parseJson(entry)).data ?? null;
}

/** Whether the parts, put together, are the text that the manifest was made for. */
export function describes(manifest: Manifest, text: string): boolean {
  const { bytes, sha256 } = fingerprintOf(text);
  return manifest.bytes === bytes && manifest.sha256 === sha256;
}

/** A name that belongs to the entry's: 46 characters at most, of the 512 that Windows takes. */
export function partName(entryName: string, generation: Generation, part: number): string {
  return `${entryName}.${generation}${part}`;
}

export function other(generation: Generation): Generation {
  return generation === 'a' ? 'b' : 'a';
}

/** Cuts a text into pieces of at most `limitBytes` in UTF-8, never inside a character. */
export function split(text: string, limitBytes: number): string[] {
  const pieces: string[] = [];
  let [piece, bytes] = ['', 0];
  for (const character of text) {
    const size = Buffer.byteLength(character, 'utf8');
    if (bytes + size > limitBytes) {
      pieces.push(piece);
      [piece, bytes] = ['', 0];
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece];
}

function fingerprintOf(text: string): { bytes: number; sha256: string } {
  return {
    bytes: Buffer.byteLength(text, 'utf8'),
    sha256: createHash('sha256').update(text, 'utf8').digest('base64url'),
  };
}
