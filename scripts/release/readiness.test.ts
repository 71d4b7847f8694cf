import { expect, it } from 'vitest';
import { type State, toDoBeforeRelease } from './readiness';

const ready: State = {
  version: '1.2.3',
  lockedVersion: '1.2.3',
  tag: 'v1.2.3',
  entry: { version: '1.2.3', date: '2026-01-02', notes: '### Added\n- A thing' },
  changes: [],
  isOnMain: true,
};

it('has nothing to say when all is done', () => {
  expect(toDoBeforeRelease(ready)).toEqual([]);
});

it.each<[Partial<State>, string]>([
  [
    { lockedVersion: '1.2.2' },
    'package-lock.json says 1.2.2, package.json 1.2.3: run npm install.',
  ],
  [{ tag: null }, 'No tag: when the rest is done, git tag v1.2.3 and push it.'],
  [{ tag: 'v1.2.4' }, 'The tag is v1.2.4, package.json says 1.2.3'],
  [{ tag: '1.2.3' }, 'The tag is 1.2.3, package.json says 1.2.3'],
  [{ entry: null }, 'CHANGELOG.md says nothing of 1.2.3: run npm run changelog -- --create 1.2.3.'],
  [
    { entry: { version: '1.2.3', date: null, notes: '- A thing' } },
    '1.2.3 is "Unreleased" in CHANGELOG.md: run npm run changelog -- --release.',
  ],
  [
    { entry: { version: '1.2.3', date: '2026-01-02', notes: 'Soon more.' } },
    'CHANGELOG.md lists no change in 1.2.3',
  ],
  [{ changes: [' M src/a.ts', '?? b'] }, 'Not committed:  M src/a.ts, ?? b.'],
  [{ isOnMain: false }, 'The commit is not on the main branch'],
])('says what is to do: %j', (change, message) => {
  const toDo = toDoBeforeRelease({ ...ready, ...change });
  expect(toDo).toHaveLength(1);
  expect(toDo[0]).toContain(message);
});
