import { expect, it } from 'vitest';
import { declarationsIn, textsIn } from './declarations';

const source = `
import type { App } from 'electron';
export const limits = {
  size: 1,
};
export async function close(): Promise<void> {}
class Box<T> {
  readonly #item: T | null = null;
  get item(): T | null {
    return this.#item;
  }
}
// close() and Box are named in a comment: SEC-90
`;

it('finds functions, constants, classes and their members, with their lines', () => {
  expect(Object.fromEntries(declarationsIn('box.ts', source))).toEqual({
    limits: { start: 3, end: 5 },
    close: { start: 6, end: 6 },
    Box: { start: 7, end: 12 },
    'Box.#item': { start: 8, end: 8 },
    'Box.item': { start: 9, end: 11 },
  });
});

it('finds no name in a file that cannot be parsed, but says so', () => {
  expect(() => declarationsIn('broken.ts', 'function (')).toThrow('broken.ts');
});

it('finds texts, and no comments', () => {
  const text = "it('SEC-90: holds', () => {}); it.each([`SEC-91: holds`])('%s', f); // SEC-92";
  expect(textsIn('box.test.ts', text)).toEqual(['SEC-90: holds', 'SEC-91: holds', '%s']);
});
