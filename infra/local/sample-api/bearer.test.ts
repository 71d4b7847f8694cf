import { createHmac } from 'node:crypto';
import { request as rawRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { signInForTokens, type Tokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';
import { type SampleApi, startSampleApi } from './index';

const scope = 'openid profile email notes/read';
const other = { id: 'another', redirectUris: ['http://localhost:5000'] };

let pool: UserPool;
let api: SampleApi;
let tokens: Tokens;
/** Milliseconds that the pool's clock is behind. */
let behind = 0;
beforeAll(async () => {
  pool = await startTestPool({
    sampleApi: true,
    clients: [other],
    clock: () => Date.now() - behind,
  });
  if (pool.sampleApi === null) throw new Error('no API');
  api = pool.sampleApi;
  tokens = await signInForTokens(pool, { scope });
});
beforeEach(() => {
  behind = 0;
});
afterEach(() => {
  for (const hook of Object.keys(pool.hooks)) Reflect.deleteProperty(pool.hooks, hook);
});
afterAll(() => pool.close());

const get = (path: string, token: string | null, origin = api.origin) =>
  fetch(`${origin}${path}`, {
    headers:
      token === null ? {} : { authorization: token.includes(' ') ? token : `Bearer ${token}` },
  });

/** Status, challenge and body of a refusal. */
async function refusal(path: string, token: string | null, origin = api.origin) {
  const response = await get(path, token, origin);
  const challenge = response.headers.get('www-authenticate');
  return { status: response.status, challenge, body: await response.json() };
}

const invalid = (description: string) => ({
  status: 401,
  challenge: `Bearer realm="sample-api", error="invalid_token", error_description="${description}"`,
  body: { error: 'invalid_token', error_description: description },
});
const notValid = invalid('The access token is not valid here');

const [encode, decode] = [
  (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url'),
  (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object,
];

describe('an access token of the pool', () => {
  it('says who calls', async () => {
    const response = await get('/me', tokens.access_token);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const sub = pool.users.find(pool.user.username)?.sub;
    expect(await response.json()).toEqual({
      sub,
      username: sub,
      clientId: pool.clientId,
      groups: ['admins', 'staff'],
      scopes: scope.split(' '),
      expiresAt: expect.any(Number),
    });
  });

  it('is taken whatever the scheme’s case is', async () => {
    expect((await get('/me', `bearer  ${tokens.access_token}`)).status).toBe(200);
  });

  it('is taken after the pool has new keys, signed with either', async () => {
    await pool.rotateKeys();
    const renewed = await signInForTokens(pool, { scope });
    expect((await get('/me', renewed.access_token)).status).toBe(200);
    expect((await get('/me', tokens.access_token)).status).toBe(200);
  });
});

describe('RFC 6750 §3: what is refused', () => {
  it('without a token, with no word about an error', async () => {
    expect(await refusal('/me', null)).toEqual({
      status: 401,
      challenge: 'Bearer realm="sample-api"',
      body: {},
    });
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer one two', 'Bearer <token>'])(
    'a header that is no bearer token: %s',
    async (header) => {
      expect(await refusal('/me', header)).toMatchObject({
        status: 400,
        challenge: expect.stringContaining('error="invalid_request"'),
      });
    },
  );

  it('a token in the query, which logs would keep', async () => {
    const path = `/me?access_token=${tokens.access_token}`;
    expect(await refusal(path, null)).toMatchObject({ status: 401 });
  });

  it('the ID token', async () => {
    expect(await refusal('/me', tokens.id_token)).toEqual(notValid);
  });

  it('the refresh token, and what is no token at all', async () => {
    for (const token of [tokens.refresh_token, 'x', 'a.b.c', `${tokens.access_token}x`]) {
      expect(await refusal('/me', token)).toEqual(notValid);
    }
  });

  it('the token of another client', async () => {
    const { access_token } = await signInForTokens(pool, {
      client_id: other.id,
      redirect_uri: 'http://localhost:5000',
      scope: 'openid',
    });
    expect(access_token).toMatch(/^eyJ/);
    expect(await refusal('/me', access_token)).toEqual(notValid);
  });

  it('the token of another pool, even with the same keys', async () => {
    const elsewhere = await startTestPool();
    const { access_token } = await signInForTokens(elsewhere);
    await elsewhere.close();
    expect(await refusal('/me', access_token)).toEqual(notValid);
  });

  it('a token that expired', async () => {
    behind = 3_601_000;
    const { access_token } = await signInForTokens(pool, { scope });
    expect(await refusal('/me', access_token)).toEqual(invalid('The access token expired'));
  });

  it('a token whose claims were changed', async () => {
    const [header, claims, signature] = tokens.access_token.split('.');
    const forged = encode({ ...decode(claims), 'cognito:groups': ['owners'] });
    expect(await refusal('/me', [header, forged, signature].join('.'))).toEqual(notValid);
  });

  it.each(['none', 'HS256'])('a token that says it is signed with %s', async (alg) => {
    const [header, claims] = tokens.access_token.split('.');
    const start = `${encode({ ...decode(header), alg })}.${claims}`;
    const signature = createHmac('sha256', 'x').update(start).digest('base64url');
    const forged = `${start}.${alg === 'none' ? '' : signature}`;
    expect(await refusal('/me', forged)).toEqual(notValid);
  });

  it('a token without the scope, which is named', async () => {
    const { access_token } = await signInForTokens(pool, { scope: 'openid' });
    expect((await get('/me', access_token)).status).toBe(200);
    expect(await refusal('/notes', access_token)).toMatchObject({
      status: 403,
      challenge: expect.stringMatching(/error="insufficient_scope".*, scope="notes\/read"$/),
      body: { error: 'insufficient_scope', scope: 'notes/read' },
    });
  });

  it('what came under another host name, as after DNS rebinding', async () => {
    const { port } = new URL(api.origin);
    const status = await new Promise((resolve) => {
      const headers = { host: 'evil.example' };
      rawRequest({ port, headers, host: '127.0.0.1' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });
});

it('an API that cannot get the keys says nothing about the token', async () => {
  const fresh = await startSampleApi({ issuer: pool.issuer, clientIds: [pool.clientId] });
  const answers = [
    new Response(null, { status: 503 }),
    new Response('<html>'),
    Response.json({ keys: 'none' }),
  ];
  pool.hooks.respond = (path) => (path.endsWith('/jwks.json') ? answers.shift() : undefined);
  for (let call = 0; call < 3; call++) {
    const response = await get('/me', tokens.access_token, fresh.origin);
    expect(response.status).toBe(503);
    expect(response.headers.has('www-authenticate')).toBe(false);
  }
  expect((await get('/me', tokens.access_token, fresh.origin)).status).toBe(200);
  await fresh.close();
});
