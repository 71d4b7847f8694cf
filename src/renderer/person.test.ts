import { describe, expect, it } from 'vitest';
import { ada, ben, nobody, other } from '../../tests/support/renderer/fixtures';
import { displayName, initials, listName, sortedByName, tone } from './person';

describe('displayName', () => {
  it('takes the first of name, e-mail and username that is not blank', () => {
    expect(displayName(ada)).toBe('Ada Lovelace');
    expect(displayName({ ...ada, name: '' })).toBe('ada@example.com');
    expect(displayName({ ...ada, name: ' ', email: null })).toBe('ada');
    expect(displayName(nobody)).toBeNull();
  });
});

describe('listName', () => {
  it('tells accounts apart that have no name at all', () => {
    expect(listName(ada)).toBe('Ada Lovelace');
    expect(listName({ ...nobody, subject: 'abcdefgh-1' })).toBe('Account abcdefgh');
    expect(listName({ ...nobody, subject: 'x' })).toBe('Account x');
  });
});

describe('sortedByName', () => {
  it('goes by name, then by e-mail, and leaves what it is given as it is', () => {
    const second = other({ ...ada, subject: 'z', email: 'ada@zoo.example' });
    const given = [other(ben), second, other(ada)];
    expect(sortedByName(given)).toEqual([other(ada), second, other(ben)]);
    expect(given[0]).toEqual(other(ben));
  });

  it('counts as people do', () => {
    const person = (n: number) => other({ ...ada, subject: `s${n}`, name: `Person ${n}` });
    expect(sortedByName([person(10), person(2)])).toEqual([person(2), person(10)]);
  });
});

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Ada King, Countess of Lovelace', 'AL'],
    ['  Ada   (she) Lovelace ', 'AL'],
    ['ada.lovelace@example.com', 'AL'],
    ['élodie', 'É'],
    ['e\u0301lodie', 'E\u0301'],
    ['山田 太郎', '山太'],
    ['𝒜da Lovelace', '𝒜L'],
    ['👩‍💻', ''],
    ['@', ''],
  ])('of %s are %s', (name, expected) => {
    expect(initials({ ...ada, name })).toBe(expected);
  });

  it('are empty for a person without any name', () => {
    expect(initials(nobody)).toBe('');
  });
});

describe('tone', () => {
  it('stays the same for an account and within its range', () => {
    const tones = Array.from({ length: 200 }, (_, n) => tone({ ...ada, subject: `s-${n}` }, 6));
    expect(new Set(tones)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(tone(ada, 6)).toBe(tone({ ...ada, name: 'Someone else' }, 6));
  });
});
