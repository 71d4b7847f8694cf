import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { declarationsIn } from './declarations';
import { read, requirements, withTestFiles } from './requirements';
import { isTestOf } from './test-name';

it('has the 75 requirements, in order', () => {
  const numbers = Array.from({ length: 75 }, (_, index) => index + 1);
  expect(requirements.map(({ number }) => number)).toEqual(numbers);
});

it('names the test files; "npx vitest run scripts/security -u" writes them into the page', async () => {
  const page = withTestFiles(read('docs/security.md'));
  await expect(page).toMatchFileSnapshot(path.join(projectRoot, 'docs/security.md'));
});

describe.each(requirements)('requirement $number', ({ tests, standIn, places }) => {
  it('has tests, or a reason why not', () => {
    expect(tests.length > 0 || standIn !== null).toBe(true);
  });

  it.each(places)('is enforced in $file', ({ file, names }) => {
    const text = read(file);
    const isCode = /\.tsx?$/.test(file);
    const declared = isCode ? declarationsIn(file, text) : null;
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !(declared?.has(name) ?? text.includes(name)))).toEqual([]);
  });
});

it('counts a test for the requirements in its name, and for no other', () => {
  expect(isTestOf(90, 'SEC-90: it holds')).toBe(true);
  expect(isTestOf(90, 'it holds (SEC-91, SEC-90)')).toBe(true);
  expect(isTestOf(90, 'SEC-901: it holds')).toBe(false);
});
