import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from 'keep-a-changelog';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime';
import { entryOf, readChangelog } from './changelog';

const changelog = `# Changelog
## Unreleased
### Fixed
- Not said yet

## 1.1.0-beta.1 - 2026-02-03
For those who try.

### Added
- One thing
- Another

## 1.0.0 - Unreleased
### Security
- A hole is closed
`;

it('gives the entry of a version, with its day and without its heading', () => {
  expect(entryOf(changelog, '1.1.0-beta.1')).toEqual({
    version: '1.1.0-beta.1',
    date: '2026-02-03',
    notes: 'For those who try.\n\n### Added\n- One thing\n- Another',
  });
});

it('has no day for what is unreleased, and no entry for what is not there', () => {
  expect(entryOf(changelog, '1.0.0')).toMatchObject({ date: null });
  expect(entryOf(changelog, '1.1.0')).toBeNull();
});

it('names the line of a mistake', () => {
  const broken = changelog.replace('1.1.0-beta.1 - 2026-02-03', '1.1.0-beta.1');
  expect(() => entryOf(broken, '1.0.0')).toThrow(/Parse error in the line \d+/);
});

it('ours speaks of the version in package.json, in the form in which the tool leaves it', () => {
  const file = path.join(projectRoot, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  expect(entryOf(readChangelog(), version)?.notes).toMatch(/^- /m);
  expect(parser(readChangelog()).toString()).toBe(readChangelog());
});
