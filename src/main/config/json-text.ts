/** What `JSON.parse` leaves out: where the text is wrong, and which keys stand there twice. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown; readonly duplicateKeys: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly column: number };

/**
 * Reads JSON text. A mistake is given as line and column (both from 1) and never quoted, because
 * the text may hold what must not be shown; `JSON.parse` quotes it, and often gives no position.
 */
export function readJsonText(text: string): JsonText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const scanner = new Scanner(source);
  if (!scanner.document()) {
    const before = source.slice(0, scanner.position).split('\n');
    return { ok: false, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
  return { ok: true, value: JSON.parse(source), duplicateKeys: scanner.duplicateKeys };
}

const space = /[\t\n\r ]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids them in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Walks RFC 8259's grammar; `position` stops where the text leaves it. */
class Scanner {
  position = 0;
  readonly duplicateKeys: string[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): boolean {
    if (!this.#value(0)) return false;
    this.#take(space);
    return this.position === this.#text.length;
  }

  #value(depth: number): boolean {
    this.#take(space);
    if (depth > 100) return false;
    if (this.#is('{')) return this.#members('}', () => this.#pair(depth));
    if (this.#is('[')) return this.#members(']', () => this.#value(depth + 1));
    return this.#take(string) !== null || this.#take(scalar) !== null;
  }

  readonly #topLevelKeys = new Set<string>();

  #pair(depth: number): boolean {
    const raw = this.#take(string);
    if (raw === null) return false;
    if (depth === 0) {
      const key = String(JSON.parse(raw));
      if (this.#topLevelKeys.has(key)) this.duplicateKeys.push(key);
      this.#topLevelKeys.add(key);
    }
    this.#take(space);
    return this.#is(':') && this.#value(depth + 1);
  }

  #members(end: string, member: () => boolean): boolean {
    this.#take(space);
    if (this.#is(end)) return true;
    do {
      this.#take(space);
      if (!member()) return false;
      this.#take(space);
    } while (this.#is(','));
    return this.#is(end);
  }

  #is(character: string): boolean {
    if (this.#text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.#text)?.[0] ?? null;
    if (match !== null) this.position += match.length;
    return match;
  }
}
