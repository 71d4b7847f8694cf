import { expect, it } from 'vitest';
import { differingFiles } from './build';

it('names the files that two builds do not have in common, byte for byte', () => {
  const first = new Map([
    ['same', 'a'],
    ['changed', 'b'],
    ['gone', 'c'],
  ]);
  const second = new Map([
    ['same', 'a'],
    ['changed', 'B'],
    ['new', 'd'],
  ]);
  expect(differingFiles(first, first)).toEqual([]);
  expect(differingFiles(first, second)).toEqual(['changed', 'gone', 'new']);
});
