import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, type Fault, startUserPool, type UserPool } from './index';
import { signInForTokens } from './test-browser';

describe('faults', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startUserPool();
  });
  afterAll(() => pool.close());
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

  it.each<Fault>([{ kind: 'drop' }, { kind: 'truncate' }, { kind: 'status', status: 500 }])(
    'strike as often as told and leave the pool in order: %j',
    async (fault) => {
      pool.faults.set('/oauth2/token', fault, { times: 1 });
      await signInForTokens(pool).catch(() => undefined);
      expect(await signInForTokens(pool)).toHaveProperty('id_token');
    },
  );

  it('can be mended one at a time', async () => {
    pool.faults.set(discovery, { kind: 'status', status: 500 });
    pool.faults.set('/.well-known/jwks.json', { kind: 'status', status: 500 });
    pool.faults.clear(discovery);
    expect((await ask()).status).toBe(200);
    expect((await ask('/.well-known/jwks.json')).status).toBe(500);
  });
});
