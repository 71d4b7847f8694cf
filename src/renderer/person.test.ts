import { describe, expect, it } from 'vitest';
import { displayName, initials, tone } from './person';
import { ada, nobody } from './testing/fixtures';

describe('displayName', () => {
  it('takes the first of name, e-mail and username that is not blank', () => {
    expect(displayName(ada)).toBe('Ada Lovelace');
    expect(displayName({ ...ada, name: '' })).toBe('ada@example.com');
    expect(displayName({ ...ada, name: ' ', email: null })).toBe('ada');
    expect(displayName(nobody)).toBeNull();
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
