import { describe, expect, it } from 'vitest';
import { ben, many, other, signedIn, states } from '../../tests/support/renderer/fixtures';
import { fits, type Question, signOutOf } from './question';

const bens = other(ben);
const asked: Record<string, Question> = {
  one: { kind: 'sign-out', other: bens },
  removal: { kind: 'remove', other: bens },
  all: { kind: 'sign-out-all' },
  everywhere: { kind: 'sign-out-everywhere' },
};

describe('a yes', () => {
  it.each([
    ['one', { account: { id: bens.id } }],
    ['removal', { account: { id: bens.id } }],
    ['all', { account: 'all' }],
    ['everywhere', { account: 'current', everywhere: true }],
  ])('to %s signs out what was asked about, and nothing else', (name, options) => {
    expect(signOutOf(asked[name] as Question)).toEqual(options);
  });
});

describe('a question fits', () => {
  const signedInWith = signedIn(0, { others: [bens, ...many(2)] });
  const signedInWithout = signedIn(0, { others: many(2) });
  const signedOutWith = { ...states.signedOut, others: [bens] };

  it.each([
    ['one', signedInWith, true],
    ['one', signedInWithout, false],
    ['one', signedOutWith, false],
    ['removal', signedOutWith, true],
    ['removal', states.signedOut, false],
    ['removal', signedInWith, false],
    ['all', signedInWith, true],
    ['all', signedIn(0), false],
    ['all', signedOutWith, false],
    ['everywhere', signedIn(0), true],
    ['everywhere', states.signingOut, false],
    ['everywhere', states.adding, false],
  ])('%s, in $kind', (name, state, expected) => {
    expect(fits(asked[name] as Question, state)).toBe(expected);
  });
});
