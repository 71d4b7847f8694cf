import { type Node, type ParseError, parseTree } from 'jsonc-parser';

/** The value, with what `JSON.parse` doesn't report: the position of an error, and duplicate keys. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown; readonly duplicateKeys: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly column: number };

/**
 * A file's text, which is in UTF-8, or in UTF-16 as Windows PowerShell writes it. Without a mark, the
 * first character tells: it is ASCII (RFC 4627 §3).
 */
export function decodeText(file: Buffer): string {
  const [first, second] = file;
  if ((first === 0xff && second === 0xfe) || second === 0) return file.toString('utf16le');
  if ((first !== 0xfe || second !== 0xff) && first !== 0) return file.toString('utf8');
  return Buffer.from(file.subarray(0, file.length & ~1))
    .swap16()
    .toString('utf16le');
}

/**
 * The value of a JSON file in any of these encodings.
 * @throws SyntaxError
 */
export function parseFile(file: Buffer): unknown {
  return JSON.parse(decodeText(file).replace(/^\uFEFF/, ''));
}

/**
 * Reads JSON text: no comments, no trailing commas, a byte order mark is skipped.
 * @returns the value and the duplicate keys at the top level; or the line and column of the first error,
 * both from 1. The text itself is never quoted, because it may contain secrets.
 */
export function readJsonText(text: string): JsonText {
  const source = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  try {
    const root = parseTree(source, errors, { disallowComments: true });
    if (errors.length === 0) {
      return { ok: true, value: JSON.parse(source), duplicateKeys: duplicateKeysOf(root) };
    }
  } catch {
    // Nested deeper than the call stack allows: an error without a position.
  }
  const before = source.slice(0, errors[0]?.offset ?? 0).split('\n');
  return { ok: false, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function duplicateKeysOf(root: Node | undefined): readonly string[] {
  if (root?.type !== 'object') return [];
  const keys = (root.children ?? []).map(({ children }) => String(children?.[0]?.value));
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}
