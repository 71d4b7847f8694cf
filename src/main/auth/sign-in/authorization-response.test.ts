import { describe, expect, it } from 'vitest';
import { checkIssuer, isCallback, parseCallback } from './authorization-response';

describe('SEC-4: a callback is recognised by scheme, host, port and path', () => {
  const custom = 'com.example.app://auth/callback';
  const loopback = 'http://localhost:5000';
  const web = 'https://app.example.com/callback';

  it.each([
    [custom, `${custom}?code=c&state=s`],
    [custom, `${custom}?error=access_denied`],
    [custom, `${custom}?code=c#`],
    [loopback, 'http://localhost:5000/?code=c'],
    [loopback, 'http://LOCALHOST:5000?code=c'],
    [web, 'https://app.example.com:443/callback?code=c'],
    ['com.example.app:/callback', 'com.example.app:/callback?code=c'],
  ])('%s: %s is one', (redirectUri, url) => {
    expect(isCallback(redirectUri, url)).toBe(true);
  });

  it.each([
    ['a path suffix', custom, 'com.example.app://auth/callback2?code=c'],
    ['an extra path segment', custom, 'com.example.app://auth/callback/x?code=c'],
    ['a trailing slash', custom, 'com.example.app://auth/callback/?code=c'],
    ['another scheme', custom, 'com.example.app2://auth/callback?code=c'],
    ['another host', custom, 'com.example.app://other/callback?code=c'],
    ['a capital in the path', custom, 'com.example.app://auth/Callback?code=c'],
    ['a capital in the opaque host', custom, 'com.example.app://Auth/callback?code=c'],
    ['an encoded slash', custom, 'com.example.app://auth%2Fcallback?code=c'],
    ['a user name', web, 'https://user@app.example.com/callback?code=c'],
    ['a password', web, 'https://:password@app.example.com/callback?code=c'],
    ['our host as a user name', web, 'https://app.example.com@evil.example/callback?code=c'],
    ['our host as a prefix', web, 'https://app.example.com.evil.example/callback?code=c'],
    ['a trailing dot', web, 'https://app.example.com./callback?code=c'],
    ['a look-alike (Cyrillic а)', web, 'https://аpp.example.com/callback?code=c'],
    ['an encoded path', web, 'https://app.example.com/callbac%6B%2F?code=c'],
    ['another port', loopback, 'http://localhost:5001/?code=c'],
    ['no port', loopback, 'http://localhost/?code=c'],
    ['https for http', loopback, 'https://localhost:5000/?code=c'],
    ['127.0.0.1 for localhost', loopback, 'http://127.0.0.1:5000/?code=c'],
    ['a fragment', custom, `${custom}?code=c#access_token=t`],
    ['no URL at all', custom, 'not a url'],
  ])('%s is none', (_, redirectUri, url) => {
    expect(isCallback(redirectUri, url)).toBe(false);
  });
});

describe('an authorization response', () => {
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
    'SEC-5: is refused with two of %s',
    (name) => {
      expect(() => at(`code=c&state=s&${name}=1&${name}=1`)).toThrow(
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

  it('must be ours if it is there, and be there if it is promised', () => {
    expect(() => checkIssuer('https://a', 'https://a', true)).not.toThrow();
    expect(() => checkIssuer(null, 'https://a', false)).not.toThrow();
    expect(() => checkIssuer('https://a/', 'https://a', false)).toThrow(refused);
    expect(() => checkIssuer('https://b', 'https://a', false)).toThrow(refused);
    expect(() => checkIssuer(null, 'https://a', true)).toThrow(refused);
  });
});
