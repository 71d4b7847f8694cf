import { describe, expect, it } from 'vitest';
import { judge, policyFor } from './navigation-policy';

const policy = policyFor(
  'https://pool.example/oauth2/authorize?client_id=c',
  'com.example.app://auth/callback',
  ['https://accounts.federated.example'],
);

describe('where the sign-in window may go (SEC-28)', () => {
  it.each(['https://pool.example/login', 'https://accounts.federated.example/o/oauth2?x=1'])(
    'allows %s',
    (url) => expect(judge(policy, url)).toBe('allow'),
  );

  it.each([
    'http://pool.example/login',
    'https://pool.example:8443/login',
    'https://pool.example.evil.net/login',
    'https://pool.example@evil.net/login',
    'https://evil.net/?https://pool.example/',
    'https://pool.example./login',
    'https://pооl.example/login',
    'file:///etc/passwd',
    'data:text/html,hello',
    'about:blank',
    'javascript:alert(1)',
    'mailto:someone@pool.example',
    'com.example.app://auth/other',
    'com.example.app://evil/callback',
    'blob:null/5e1f',
    'blob:https://pool.example/5e1f',
    'not a url',
  ])('blocks %s', (url) => expect(judge(policy, url)).toBe('block'));

  it('knows the redirect URI, with its answer', () => {
    expect(judge(policy, 'com.example.app://auth/callback?code=1&state=2')).toBe('callback');
  });

  it('knows a redirect URI at localhost, and no other port', () => {
    const local = policyFor('https://pool.example/', 'http://localhost:5000', []);
    expect(judge(local, 'http://localhost:5000/?code=1&state=2')).toBe('callback');
    expect(judge(local, 'http://localhost:5001/?code=1&state=2')).toBe('block');
    expect(judge(local, 'http://localhost:5000/other?code=1')).toBe('block');
    const pool = policyFor('http://localhost:4000/login', 'http://localhost:5000', []);
    expect(judge(pool, 'http://localhost:4000/next')).toBe('allow');
  });
});
