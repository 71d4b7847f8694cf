import { createHmac } from 'node:crypto';
import type { UnsignedToken, UserPool } from '@repo/local-user-pool';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientOf, exchangeAt } from '../../../../tests/support/auth/exchange';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { HostedUi } from '../../../../tests/support/auth/hosted-ui';
import { poolConfig } from '../../../../tests/support/auth/rig';
import { startTestPool } from '../../../../tests/support/test-pool';
import { createAuthorizationRequest } from '../sign-in/authorization-request';
import { unbind } from '../tokens/refresh-token';
import { type CodeExchange, OidcClient } from './oidc-client';
import type { Tokens } from './token-response';

let pool: UserPool;
beforeAll(async () => {
  pool = await startTestPool({ recordSecrets: true });
});
afterAll(() => pool.close());
afterEach(() => {
  for (const hook of Object.keys(pool.hooks)) Reflect.deleteProperty(pool.hooks, hook);
});

const { signal } = new AbortController();

const refreshRequest = { subject: 'sub', onRotated: async () => {}, signal };

const newClient = () => clientOf(pool);
const exchange = (client = newClient(), changes: Partial<CodeExchange> = {}) =>
  exchangeAt(pool, client, changes);

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Puts a token of our own making into the answer, built from the genuine one. */
function forgeIdToken(forge: (header: string, payload: string) => string): void {
  pool.hooks.tokenResponse = (answer) => {
    const body = answer.body as { id_token: string };
    const [header = '', payload = ''] = body.id_token.split('.');
    return { ...answer, body: { ...body, id_token: forge(header, payload) } };
  };
}

describe('exchange', () => {
  it('SEC-2, SEC-15: gives tokens and the claims of the ID token for a code with its verifier', async () => {
    const tokens: Tokens = await exchange();
    expect(tokens).toMatchObject({ lifetimeMs: 3_600_000, claims: { iss: pool.issuer } });
    expect(pool.issuedSecrets()).toContain(unbind(tokens.refreshToken ?? '').refreshToken);
  });

  it('after `prepare`, one round trip remains', async () => {
    const client = newClient();
    await client.prepare(signal);
    const before = pool.requests.filter(({ path }) => !/login|authorize/.test(path)).length;
    await exchange(client);
    const after = pool.requests.filter(({ path }) => !/login|authorize/.test(path));
    expect(after.slice(before).map(({ path }) => path)).toEqual(['/oauth2/token']);
  });

  it('`prepare` opens the connection to the token endpoint', async () => {
    const asked: string[] = [];
    const spy: typeof fetch = async (url, init) => {
      asked.push(`${init?.method} ${new URL(String(url)).pathname}`);
      return fetch(url, init);
    };
    const client = new OidcClient({
      config: poolConfig(pool),
      fetch: spy,
      clock: new ManualClock(),
    });
    await client.prepare(signal);
    expect(asked.filter((each) => each.endsWith('token'))).toEqual(['OPTIONS /oauth2/token']);
  });

  it('SEC-62: takes a proof of who the person is that is new enough', async () => {
    await expect(exchange(newClient(), { maxAgeMs: 60_000 })).resolves.toBeDefined();
  });

  it('SEC-2: a wrong verifier is refused', async () => {
    await expect(exchange(newClient(), { codeVerifier: 'x'.repeat(43) })).rejects.toMatchObject({
      code: 'code-rejected',
    });
  });

  it('SEC-23: sends the redirect URI as configured: no slash is added to http://localhost:5000', async () => {
    const config = { ...poolConfig(pool), redirectUri: 'http://localhost:5000' };
    const client = new OidcClient({ config, fetch, clock: new ManualClock() });
    const request = createAuthorizationRequest(
      config,
      await client.metadata.get(signal),
      config.redirectUri,
      {
        intent: 'sign-in',
      },
    );
    const callback = new URL(await new HostedUi(pool).signIn(request.url));
    const code = callback.searchParams.get('code') ?? '';
    await expect(
      client.exchange({ ...request, code, begunAt: 0, maxAgeMs: null }, signal),
    ).resolves.toBeDefined();
  });
});

it('SEC-13: no token request authenticates the client', async () => {
  const sent: { readonly form: string[]; readonly headers: Headers }[] = [];
  const spy: typeof fetch = async (url, init) => {
    const { method, headers, body } = new Request(url, init);
    if (method === 'POST') {
      const form = new URLSearchParams(await new Response(body).text());
      sent.push({ form: [...form.keys()].sort(), headers });
    }
    return fetch(url, init);
  };
  const client = new OidcClient({ config: poolConfig(pool), fetch: spy, clock: new ManualClock() });
  const { refreshToken, claims } = await exchange(client);
  await client.refresh(refreshToken ?? '', { ...refreshRequest, subject: claims?.sub ?? '' });
  await client.revoke(refreshToken ?? '', signal);
  expect(sent.map(({ headers }) => headers.has('authorization'))).toEqual([false, false, false]);
  expect(sent.map(({ form }) => form.join(' '))).toEqual([
    'client_id code code_verifier grant_type redirect_uri',
    'client_id grant_type refresh_token',
    'client_id token',
  ]);
});

it('SEC-15: nothing is sent by http when the settings name https addresses', async () => {
  const { provider, ...config } = poolConfig(pool);
  const domain = 'https://pool.example';
  const send = vi.fn<typeof fetch>(async () => Response.json({}));
  const client = new OidcClient({
    config: { ...config, provider: { ...provider, kind: 'cognito', domain, issuer: domain } },
    fetch: send,
    clock: new ManualClock(),
  });
  const endpoints = await client.metadata.get(signal);
  vi.spyOn(client.metadata, 'get').mockResolvedValue({
    ...endpoints,
    token_endpoint: 'http://pool.example/oauth2/token',
  });
  await expect(client.refresh('refresh', refreshRequest)).rejects.toThrow();
  expect(send).not.toHaveBeenCalled();
});

describe('SEC-9: an ID token is refused', () => {
  const claims: readonly [string, Record<string, unknown>, string][] = [
    ['with another nonce', { nonce: 'other' }, 'nonce-mismatch'],
    ['with no nonce', { nonce: undefined }, 'nonce-mismatch'],
    ['for another audience', { aud: 'other' }, 'audience-mismatch'],
    ['for two audiences without azp', { aud: ['a', 'b'] }, 'audience-mismatch'],
    ['with an azp that is not us', { azp: 'other' }, 'audience-mismatch'],
    ['of another issuer', { iss: 'https://evil.example' }, 'issuer-mismatch'],
    ['that expired', { exp: Math.floor(Date.now() / 1000) - 3600 }, 'id-token-expired'],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 3600 }, 'id-token-invalid'],
    ['without exp', { exp: undefined }, 'id-token-invalid'],
    ['without iat', { iat: undefined }, 'id-token-invalid'],
    ['without sub', { sub: undefined }, 'id-token-invalid'],
    ['that is an access token', { token_use: 'access' }, 'id-token-invalid'],
    ['without token_use', { token_use: undefined }, 'id-token-invalid'],
  ];
  it.each(claims)('%s', async (_, change, code) => {
    pool.hooks.idToken = (token: UnsignedToken) => ({
      ...token,
      claims: JSON.parse(JSON.stringify({ ...token.claims, ...change })),
    });
    await expect(exchange()).rejects.toMatchObject({ code });
  });

  it('signed with a key that is not published', async () => {
    pool.hooks.signWith = 'wrong-key';
    await expect(exchange()).rejects.toMatchObject({ code: 'signature-invalid' });
  });

  it('with a kid that is not published', async () => {
    pool.hooks.idToken = ({ header, claims: all }) => ({
      claims: all,
      header: { ...header, kid: 'unknown' },
    });
    await expect(exchange()).rejects.toMatchObject({ code: 'signature-invalid' });
  });

  it('with alg none', async () => {
    forgeIdToken((_, payload) => `${encode({ alg: 'none' })}.${payload}.`);
    await expect(exchange()).rejects.toMatchObject({ code: 'signature-invalid' });
  });

  it('with HS256, keyed with the client id', async () => {
    forgeIdToken((_, payload) => {
      const text = `${encode({ alg: 'HS256' })}.${payload}`;
      const signature = createHmac('sha256', pool.clientId).update(text).digest('base64url');
      return `${text}.${signature}`;
    });
    await expect(exchange()).rejects.toMatchObject({ code: 'signature-invalid' });
  });

  it('with changed claims under the genuine signature', async () => {
    pool.hooks.tokenResponse = (answer) => {
      const body = answer.body as { id_token: string };
      const [header, payload = '', signature] = body.id_token.split('.');
      const changed = JSON.parse(Buffer.from(payload, 'base64url').toString());
      const forged = `${header}.${encode({ ...changed, email: 'root@example.com' })}.${signature}`;
      return { ...answer, body: { ...body, id_token: forged } };
    };
    await expect(exchange()).rejects.toMatchObject({ code: 'signature-invalid' });
  });

  it('that is no token, or missing, or has a signature that is no base64url', async () => {
    forgeIdToken(() => 'not-a-token');
    await expect(exchange()).rejects.toMatchObject({ code: 'provider-invalid-response' });
    forgeIdToken((header, payload) => `${header}.${payload}.@@@`);
    await expect(exchange()).rejects.toMatchObject({ code: 'provider-invalid-response' });
    pool.hooks.tokenResponse = (answer) => {
      const { id_token: _, ...body } = answer.body as Record<string, unknown>;
      return { ...answer, body };
    };
    await expect(exchange()).rejects.toMatchObject({ code: 'id-token-invalid' });
  });
});

describe('where this computer’s clock is wrong', () => {
  const twoHours = 7_200;

  it.each([
    ['by two hours ahead', -twoHours],
    ['by two hours behind', twoHours],
  ])('%s, the provider’s time counts', async (_, offset) => {
    const now = Math.floor(Date.now() / 1000) + offset;
    pool.hooks.idToken = ({ header, claims }) => ({
      header,
      claims: { ...claims, iat: now, nbf: now, exp: now + 600 },
    });
    const withDate: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init);
      const headers = new Headers(answer.headers);
      headers.set('date', new Date(now * 1000).toUTCString());
      return new Response(answer.body, { status: answer.status, headers });
    };
    const options = { config: poolConfig(pool), clock: new ManualClock() };
    await expect(exchange(new OidcClient({ ...options, fetch: withDate }))).resolves.toBeDefined();
    await expect(exchange(new OidcClient({ ...options, fetch }))).rejects.toBeDefined();
  });
});

describe('SEC-12: signing keys', () => {
  it('are fetched again once for an unknown kid, then not for a minute', async () => {
    const client = newClient();
    await client.prepare(signal);
    pool.hooks.idToken = ({ header, claims }) => ({ claims, header: { ...header, kid: 'new' } });
    const count = () => pool.requests.filter(({ path }) => path.endsWith('jwks.json')).length;
    const before = count();
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(exchange(client)).rejects.toMatchObject({ code: 'signature-invalid' });
    }
    expect(count() - before).toBe(1);
  });
});

it('takes a lifetime beyond all numbers for a very long one', async () => {
  pool.hooks.tokenResponse = () => ({
    status: 200,
    body: { access_token: 'a', token_type: 'Bearer', expires_in: 1e308 },
  });
  const { lifetimeMs } = await newClient().refresh('token', refreshRequest);
  expect(Number.isSafeInteger(lifetimeMs)).toBe(true);
});

it('revokes; an unknown token is no error, a refused client is', async () => {
  await expect(newClient().revoke('garbage', signal)).resolves.toBeUndefined();
  const stranger = { ...poolConfig(pool), clientId: 'stranger' };
  const client = new OidcClient({ config: stranger, fetch, clock: new ManualClock() });
  await expect(client.revoke('garbage', signal)).rejects.toMatchObject({ code: 'client-rejected' });
});

it('with Cognito knows everything without asking', async () => {
  const client = newClient();
  expect(client.metadata.known).toBeNull();
  await client.metadata.recall();
  expect(client.metadata.known).toMatchObject({ issuer: pool.issuer });
});
