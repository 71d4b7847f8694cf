import { describe, expect, it } from 'vitest';
import { uiOrigin } from '../../shared/identity';
import { hostOf, isCallback, isUiUrl, withoutFragment } from './urls';

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
    ['com.example.app://auth', 'com.example.app://auth/?code=c'],
    ['com.example.app://auth', 'com.example.app://auth?code=c'],
    ['com.example.app://auth/', 'com.example.app://auth?code=c'],
  ])('%s: %s is one', (redirectUri, url) => {
    expect(isCallback(redirectUri, url)).toBe(true);
  });

  it.each([
    ['a path suffix', custom, 'com.example.app://auth/callback2?code=c'],
    ['an extra path segment', custom, 'com.example.app://auth/callback/x?code=c'],
    ['a trailing slash', custom, 'com.example.app://auth/callback/?code=c'],
    ['a path for none', 'com.example.app://auth', 'com.example.app://auth/x?code=c'],
    ['no host for one', 'com.example.app://auth', 'com.example.app:/?code=c'],
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

describe('hostOf', () => {
  it.each([
    ['https://user:pass@host.example:1/path?code=secret', 'host.example'],
    ['mailto:someone@example.com', 'mailto:'],
    ['not a url', 'unknown'],
  ])('tells no more of %s than %s', (url, host) => expect(hostOf(url)).toBe(host));
});

describe('a page of the app (SEC-42)', () => {
  it('is recognised by its origin', () => {
    expect(isUiUrl(`${uiOrigin}/index.html`)).toBe(true);
    expect(isUiUrl(`${uiOrigin}:8080/index.html`)).toBe(false);
    expect(isUiUrl('https://app/index.html')).toBe(false);
    expect(isUiUrl('not a url')).toBe(false);
  });
});

describe('a URL without its fragment', () => {
  it('is otherwise unchanged', () => {
    expect(withoutFragment('https://a.example/b?c=d#e#f')).toBe('https://a.example/b?c=d');
    expect(withoutFragment('https://a.example/b')).toBe('https://a.example/b');
  });
});
