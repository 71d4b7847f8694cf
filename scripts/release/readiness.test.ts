import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from 'keep-a-changelog';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { problemsBeforeRelease, releaseNotes, type State } from './readiness';

const changelog = `# Changelog
## Unreleased
### Fixed
- Not released yet

## 1.2.3-beta.1 - 2026-02-03
For those who try.

### Added
- One thing
- Another

## 1.2.2 - Unreleased
### Security
- A fixed hole

## 1.2.1 - 2026-01-02
More to come.
`;
const version = '1.2.3-beta.1';
const ready: State = { version, lockedVersion: version, tag: `v${version}`, changelog };

it('finds no problem when version, lockfile, tag and changelog agree', () => {
  expect(problemsBeforeRelease(ready)).toEqual([]);
});

const changedTo = (version: string) => ({ version, lockedVersion: version, tag: `v${version}` });

it.each<[Partial<State>, string]>([
  [{ lockedVersion: '1.2.2' }, `package-lock.json has 1.2.2, package.json has ${version}.`],
  [{ tag: null }, `run git tag v${version} and push it.`],
  [{ tag: 'v1.2.3' }, `The tag is v1.2.3, package.json has ${version}.`],
  [{ tag: version }, `The tag is ${version}, package.json has ${version}.`],
  [changedTo('9.9.9'), 'no entry for 9.9.9. Run npx changelog --create 9.9.9.'],
  [changedTo('1.2.2'), 'no date for 1.2.2. Run npx changelog --release.'],
  [changedTo('1.2.1'), 'CHANGELOG.md lists no changes for 1.2.1'],
])('reports the problem and its fix: %j', (change, message) => {
  const problems = problemsBeforeRelease({ ...ready, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(message);
});

it('names the line of a syntax error in the changelog', () => {
  const broken = changelog.replace(`${version} - 2026-02-03`, version);
  expect(() => problemsBeforeRelease({ ...ready, changelog: broken })).toThrow(
    /Parse error in the line \d+/,
  );
});

it('writes the notes from the entry, then how to verify a download', () => {
  const notes = releaseNotes(changelog, version, 'someone/something');
  expect(notes).toMatch(
    /^For those who try\.\n\n### Added\n- One thing\n- Another\n\n### Verify your download\n/,
  );
  expect(notes).toContain('`gh attestation verify FILE --repo someone/something`');
  expect(() => releaseNotes(changelog, '9.9.9', 'a/b')).toThrow('no entry for 9.9.9');
});

it('our changelog has an entry for the version in package.json, formatted as the tool writes it', () => {
  const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const ours = read('CHANGELOG.md');
  expect(releaseNotes(ours, version, 'a/b')).toMatch(/^- /m);
  expect(parser(ours).toString()).toBe(ours);
});
