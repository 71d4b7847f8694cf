import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime';
import { requirements } from './catalogue';
import { withRequirements } from './page';
import { isTestOf } from './requirement';
import { testFilesOf } from './test-files';

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');

it('has the 72 requirements, in order', () => {
  expect(requirements.map(({ number }) => number)).toEqual(
    Array.from({ length: 72 }, (_, index) => index + 1),
  );
});

it('docs/security.md has the table; npm run docs brings it up to date', () => {
  const page = read('docs/security.md');
  expect(page).toBe(withRequirements(page));
});

describe.each(requirements.map((requirement) => [requirement.number, requirement] as const))(
  'requirement %i',
  (number, { where, standIn, mutations }) => {
    it('is enforced where the catalogue says', () => {
      for (const place of where) {
        const [file = '', text = ''] = place.split('#');
        expect(read(file), place).toContain(text);
      }
    });

    it('has tests that a change to the code turns red, or a reason why not', () => {
      const { unit, integration, endToEnd } = testFilesOf(number);
      const files = [...unit, ...integration, ...endToEnd];
      if (standIn === undefined) expect(mutations.length).toBeGreaterThan(0);
      if (mutations.length > 0) expect(files).not.toEqual([]);
    });

    it('has changes that can be made', () => {
      for (const { file, find, replace } of mutations) {
        expect(read(file).split(find), `${file}: ${find}`).toHaveLength(2);
        expect(replace).not.toBe(find);
      }
    });
  },
);

it('a test belongs to the requirement that its name says, and to no other', () => {
  expect(isTestOf(4, 'SEC-4: a callback is known')).toBe(true);
  expect(isTestOf(4, 'a callback is known (SEC-35, SEC-4)')).toBe(true);
  expect(isTestOf(4, 'SEC-42: each call')).toBe(false);
});
