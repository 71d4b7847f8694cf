import { expect, it } from 'vitest';
import { identity } from '../../src/shared/identity';
import { draftOf } from './draft';

const entry = { version: '1.2.3', date: '2026-01-02', notes: '### Added\n- A thing\n' };

it('says what changed, then how to check what was downloaded', () => {
  const { title, notes, isPrerelease } = draftOf(entry, 'someone/something');
  expect(title).toBe(`${identity.productName} 1.2.3`);
  expect(notes).toMatch(/^### Added\n- A thing\n\n### Check what you downloaded\n/);
  expect(notes).toContain('`gh attestation verify FILE --repo someone/something`');
  expect(isPrerelease).toBe(false);
});

it('marks a version that is not the real one yet', () => {
  expect(draftOf({ ...entry, version: '2.0.0-beta.1' }, 'a/b').isPrerelease).toBe(true);
});
