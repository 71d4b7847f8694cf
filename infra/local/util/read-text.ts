import { readFileSync } from 'node:fs';

/**
 * The text of a file in UTF-8, or in UTF-16 as PowerShell writes it; without a mark, the first character
 * is ASCII. A byte order mark is left out.
 */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  const [first, second] = bytes;
  if (first === 0xff || second === 0) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder(first === 0xfe || first === 0 ? 'utf-16be' : 'utf-8').decode(bytes);
}
