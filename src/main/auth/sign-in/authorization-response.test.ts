import { describe, expect, it } from 'vitest';
import { checkIssuer, parseCallback } from './authorization-response';

describe('an authorization response (SEC-5)', () => {
  const at = (query: string) => parseCallback(`com.example.app://auth/callback?${query}`);

  it('holds a code or an error, with state and issuer', () => {
    expect(at('code=c&state=s&iss=https%3A%2F%2Fa')).toEqual({
      state: 's',
      iss: 'https://a',
      result: { kind: 'code', code: 'c' },
    });
    expect(at('error_description=d&error=e')).toEqual({
      state: null,
      iss: null,
      result: { kind: 'error', error: 'e', description: 'd' },
    });
  });

  it.each(['code', 'state', 'iss', 'error', 'error_description'])(
    'is refused with two of %s',
    (name) => {
      const once = `${name.startsWith('error') ? 'error=e&error_description=d' : 'code=c'}&state=s&iss=i`;
      expect(at(once).state).toBe('s');
      expect(() => at(`${once}&${name}=1`)).toThrow(
        expect.objectContaining({ code: 'callback-invalid' }),
      );
    },
  );

  it.each(['', 'state=s', 'code=&state=s', 'code=c&error=e&state=s'])(
    'is refused with neither or both: %s',
    (query) => {
      expect(() => at(query)).toThrow(expect.objectContaining({ code: 'callback-invalid' }));
    },
  );
});

describe('SEC-7: the issuer in the response', () => {
  const refused = expect.objectContaining({ code: 'issuer-mismatch' });
  const a = { provider: { kind: 'generic', issuer: 'https://a' } } as const;

  it('must be ours if it is there, and be there if it is promised', () => {
    expect(() => checkIssuer('https://a', a, true)).not.toThrow();
    expect(() => checkIssuer(null, a, false)).not.toThrow();
    expect(() => checkIssuer('https://a/', a, false)).toThrow(refused);
    expect(() => checkIssuer('https://b', a, false)).toThrow(refused);
    expect(() => checkIssuer(null, a, true)).toThrow(refused);
    expect(() => checkIssuer('', a, false)).toThrow(refused);
    const { iss } = parseCallback('com.example.app://auth/callback?code=c&state=s&iss=');
    expect(() => checkIssuer(iss, a, false)).toThrow(refused);
  });
});
