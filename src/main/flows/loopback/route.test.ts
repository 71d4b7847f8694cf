import { describe, expect, it } from 'vitest';
import { routeOf } from './route';

const redirectUri = 'http://localhost:52813/callback';
const host = 'localhost:52813';
const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  routeOf({ method, url, headers: { host, ...headers } }, redirectUri);

describe('SEC-22: what a request to the port is', () => {
  it('is the callback, with its query as it came', () => {
    expect(get('/callback?code=a%20b&state=c')).toEqual({
      kind: 'callback',
      url: `${redirectUri}?code=a%20b&state=c`,
    });
    expect(get('/callback')).toEqual({ kind: 'callback', url: redirectUri });
  });

  it.each([
    '/',
    '/favicon.ico',
    '/callback/',
    '/Callback',
    '/callback/done',
    '/callback%3Fcode=a',
    '/c%61llback',
    '//callback',
    '/callback;a',
    '//evil.example/callback',
    `http://${host}/callback?code=a`,
    'http://evil.example/callback?code=a',
    'callback',
    '*',
    '',
    '/\\evil.example/callback',
  ])('is no callback: %j', (url) => {
    expect(get(url).kind).toBe('path');
  });

  it('has dots in it resolved, as a browser does before it asks', () => {
    expect(get('/x/../callback?a').kind).toBe('callback');
    expect(get('/callback/..').kind).toBe('path');
  });

  it.each([
    'evil.example',
    'evil.example:52813',
    'localhost',
    'localhost:52814',
    'localhost.:52813',
    '127.0.0.1:52813',
    'LOCALHOST:52813',
    '',
  ])('DNS rebinding: the host %j is not ours', (other) => {
    expect(get('/callback?code=a', { host: other })).toEqual({ kind: 'refused', status: 421 });
  });

  it('a request without a host is not ours', () => {
    const route = routeOf({ method: 'GET', url: '/callback?code=a', headers: {} }, redirectUri);
    expect(route).toEqual({ kind: 'refused', status: 421 });
  });

  it.each(['POST', 'HEAD', 'OPTIONS', 'PUT', 'get', 'CONNECT'])(
    '%s is no way to answer',
    (method) => {
      expect(get('/callback?code=a', {}, method)).toEqual({ kind: 'refused', status: 405 });
    },
  );

  it.each(['image', 'script', 'iframe', 'empty', 'websocket', 'Document'])(
    'a page’s own %s is no navigation of the person',
    (destination) => {
      const route = get('/callback?code=a', { 'sec-fetch-dest': destination });
      expect(route).toEqual({ kind: 'refused', status: 403 });
    },
  );

  it('a web socket is none either, whatever the browser says of it', () => {
    expect(get('/callback?code=a', { upgrade: 'websocket' })).toEqual({
      kind: 'refused',
      status: 403,
    });
  });

  it('takes the tab of a browser, and a browser that says nothing', () => {
    expect(get('/callback?code=a', { 'sec-fetch-dest': 'document' }).kind).toBe('callback');
    expect(get('/callback?code=a').kind).toBe('callback');
  });

  it('has an end', () => {
    expect(get(`/callback?code=${'a'.repeat(15_000)}`).kind).toBe('callback');
    expect(get(`/callback?code=${'a'.repeat(16_000)}`)).toEqual({ kind: 'refused', status: 414 });
  });
});
