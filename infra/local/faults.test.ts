import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint, Fault, UserPool } from './index';
import { postToken, signInForTokens } from './testing/test-browser';
import { startTestPool } from './testing/test-pool';

describe('faults', () => {
  let pool: UserPool;
  let rotating: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
    rotating = await startTestPool({ refreshTokenRotation: { graceSeconds: 0 } });
  });
  afterAll(() => Promise.all([pool.close(), rotating.close()]));
  afterEach(() => pool.faults.clear());

  const discovery = '/.well-known/openid-configuration';
  const ask = (endpoint = discovery) => fetch(`${pool.issuer}${endpoint}`);

  it.each<[string, Endpoint, () => string]>([
    ['at the issuer', '/.well-known/jwks.json', () => `${pool.issuer}/.well-known/jwks.json`],
    ['at the domain', '/oauth2/token', () => `${pool.domain}/oauth2/token`],
  ])('status answers %s, there and nowhere else', async (_where, endpoint, url) => {
    pool.faults.set(endpoint, { kind: 'status', status: 503, body: { error: 'busy' } });
    const response = await fetch(url());
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: 'busy' });
    expect((await ask()).status).toBe(200);
  });

  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
  it('befall GlobalSignOut, and no other call that is made with POST /', async () => {
    const scope = 'openid aws.cognito.signin.user.admin';
    const { access_token: AccessToken } = await signInForTokens(pool, { scope });
    const { origin } = new URL(pool.issuer);
    const call = async (operation: string) => {
      const target = `AWSCognitoIdentityProviderService.${operation}`;
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
      const body = JSON.stringify({ AccessToken });
      return (await fetch(origin, { method: 'POST', headers, body })).status;
    };
    pool.faults.set('GlobalSignOut', { kind: 'status', status: 503 }, { times: 1 });
    expect(await call('GetUser')).toBe(200);
    expect(await call('GlobalSignOut')).toBe(503);
    expect(pool.refreshTokens().live).toBe(1);
    expect(await call('GlobalSignOut')).toBe(200);
    expect(pool.refreshTokens().live).toBe(0);
  });

  it('delay handles the request late', async () => {
    pool.faults.set(discovery, { kind: 'delay', ms: 80 });
    const started = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
  });

  it('drop cuts the connection', async () => {
    pool.faults.set(discovery, { kind: 'drop' });
    await expect(ask()).rejects.toMatchObject({
      cause: expect.objectContaining({ code: expect.stringMatching(/UND_ERR_SOCKET|ECONNRESET/) }),
    });
  });

  it('truncate sends half the body and cuts', async () => {
    const whole = await (await ask()).text();
    pool.faults.set(discovery, { kind: 'truncate' });
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('json');
    let received = '';
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const readAll = async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        received += part.value;
      }
    };
    await expect(readAll()).rejects.toThrow();
    expect(received).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  });

  it('html answers with a page where JSON was asked for', async () => {
    pool.faults.set(discovery, { kind: 'html' });
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  it.each([
    [429, 7, '7'],
    [503, 'Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT'],
  ])('status %i says when to come back: %s', async (status, retryAfter, header) => {
    pool.faults.set('/oauth2/token', { kind: 'status', status, retryAfter });
    const response = await postToken(pool, { grant_type: 'refresh_token' });
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(header);
    expect(await response.text()).toBe('');
  });

  it('redirect leads elsewhere, and can have a POST repeated there', async () => {
    pool.faults.set('/oauth2/revoke', { kind: 'redirect', to: 'https://elsewhere.example/' });
    const url = `${pool.domain}/oauth2/revoke`;
    const response = await fetch(url, { method: 'POST', redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://elsewhere.example/');
    const to = `${pool.domain}/oauth2/revoke`;
    pool.faults.set('/oauth2/token', { kind: 'redirect', to, status: 307 });
    pool.faults.clear('/oauth2/revoke');
    const followed = await postToken(pool, {});
    expect(followed.url).toBe(to);
    expect(await followed.json()).toEqual({ error: 'invalid_request' });
  });

  it.each([undefined, 'OK'])('not-json says it is JSON: %s', async (text) => {
    pool.faults.set(discovery, { kind: 'not-json', ...(text === undefined ? {} : { text }) });
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('lost-answer does what was asked and does not say so', async () => {
    const { refresh_token: old } = await signInForTokens(rotating);
    const fields = { grant_type: 'refresh_token', refresh_token: old };
    rotating.faults.set('/oauth2/token', { kind: 'lost-answer' }, { times: 1 });
    await expect(postToken(rotating, fields)).rejects.toMatchObject({
      cause: expect.objectContaining({ code: expect.stringMatching(/UND_ERR_SOCKET|ECONNRESET/) }),
    });
    expect(rotating.refreshTokens().live).toBe(1);
    expect((await postToken(rotating, fields)).status).toBe(400);
  });

  it('befall the third request, or the third and all after it', async () => {
    const statuses = async () => {
      const all: number[] = [];
      for (let request = 0; request < 5; request++) all.push((await ask()).status);
      return all;
    };
    const fault: Fault = { kind: 'status', status: 500 };
    pool.faults.set(discovery, fault, { after: 2, times: 1 });
    expect(await statuses()).toEqual([200, 200, 500, 200, 200]);
    pool.faults.set(discovery, fault, { after: 2 });
    expect(await statuses()).toEqual([200, 200, 500, 500, 500]);
  });

  it.each<Fault>([
    { kind: 'drop' },
    { kind: 'truncate' },
    { kind: 'lost-answer' },
    { kind: 'not-json' },
    { kind: 'status', status: 500 },
  ])('strike as often as told and leave the pool in order: %j', async (fault) => {
    pool.faults.set('/oauth2/token', fault, { times: 1 });
    await signInForTokens(pool).catch(() => undefined);
    expect(await signInForTokens(pool)).toHaveProperty('id_token');
  });

  it('can be mended one at a time', async () => {
    pool.faults.set(discovery, { kind: 'status', status: 500 });
    pool.faults.set('/.well-known/jwks.json', { kind: 'status', status: 500 });
    pool.faults.clear(discovery);
    expect((await ask()).status).toBe(200);
    expect((await ask('/.well-known/jwks.json')).status).toBe(500);
  });
});
