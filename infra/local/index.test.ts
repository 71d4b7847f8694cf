import { createServer, request, type Server } from 'node:http';
import * as openid from 'openid-client';
import { afterEach, describe, expect, it } from 'vitest';
import type { UserPool, UserPoolOptions } from './index';
import { freePorts } from './testing/free-ports';
import { locationOf, redirectUri, signInForTokens, TestBrowser } from './testing/test-browser';
import { startTestPool } from './testing/test-pool';

describe('startUserPool', () => {
  let pool: UserPool | undefined;
  let other: Server | undefined;
  afterEach(async () => {
    await pool?.close();
    pool = undefined;
    other?.close();
    other = undefined;
  });

  async function start(options: UserPoolOptions = {}): Promise<UserPool> {
    pool = await startTestPool(options);
    return pool;
  }

  it('serves an unmodified OpenID client from discovery to revocation', async () => {
    const running = await start();
    const { issuer, clientId, user } = running;
    const config = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), {
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    });
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const expectedState = openid.randomState();
    const expectedNonce = openid.randomNonce();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri(running),
      scope: 'openid email profile',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    });
    const back = await new TestBrowser(running).submit(`/login${url.search}`, { ...user });
    const tokens = await openid.authorizationCodeGrant(config, locationOf(back), {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
    });
    expect(tokens.claims()?.email).toBe(user.username);
    const sub = tokens.claims()?.sub ?? '';
    expect((await openid.fetchUserInfo(config, tokens.access_token, sub)).email_verified).toBe(
      'true',
    );
    const refreshToken = tokens.refresh_token ?? '';
    const refreshed = await openid.refreshTokenGrant(config, refreshToken);
    expect(refreshed.claims()?.sub).toBe(sub);
    await openid.tokenRevocation(config, refreshToken);
    await expect(openid.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('takes the given port for the domain and the next one for the issuer', async () => {
    const [port = 0] = await freePorts(2);
    const { domain, issuer } = await start({ port });
    expect(new URL(domain).port).toBe(String(port));
    expect(new URL(issuer).port).toBe(String(port + 1));
  });

  it.each([0, 1])('says when port N + %i is taken, and leaves none open', async (offset) => {
    const [port = 0] = await freePorts(2);
    other = createServer();
    await new Promise<void>((resolve) => other?.listen(port + offset, '127.0.0.1', resolve));
    await expect(startTestPool({ port })).rejects.toMatchObject({
      code: 'port_taken',
      message: expect.stringContaining(String(port + offset)),
    });
    await new Promise((resolve) => other?.close(resolve));
    await start({ port });
  });

  it('notes every request without anything secret', async () => {
    const running = await start({ clock: () => 1000, recordSecrets: true });
    const tokens = await signInForTokens(running);
    await fetch(`${running.issuer}/.well-known/jwks.json`);
    expect(running.requests).toEqual([
      { method: 'GET', path: '/login', at: 1000 },
      { method: 'POST', path: '/login', at: 1000 },
      { method: 'POST', path: '/oauth2/token', at: 1000, grantType: 'authorization_code' },
      { method: 'GET', path: '/local_Dev000001/.well-known/jwks.json', at: 1000 },
    ]);
    expect(running.issuedSecrets()).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/), // the code
      expect.stringMatching(/^[\w-]{43,128}$/), // the verifier
      tokens.refresh_token,
      tokens.access_token,
      tokens.id_token,
    ]);
  });

  it('holds on to no secret unless asked', async () => {
    const running = await start();
    await signInForTokens(running);
    expect(() => running.issuedSecrets()).toThrow('recordSecrets');
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
  it('gives a person the same subject in every run', async () => {
    const subjects = [];
    for (let run = 0; run < 2; run++) {
      const running = await startTestPool();
      const { access_token: token } = await signInForTokens(running);
      const response = await fetch(`${running.domain}/oauth2/userInfo`, {
        headers: { authorization: `Bearer ${token}` },
      });
      subjects.push(((await response.json()) as { sub: string }).sub);
      await running.close();
    }
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('answers under no other host name (DNS rebinding)', async () => {
    const { domain } = await start();
    const status = await new Promise((resolve) => {
      request(`${domain}/_local/inbox`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  it('runs on ::1 where asked', async () => {
    const running = await start({ host: '::1' }).catch((error: unknown) => {
      if (/no address of this computer/.test(String(error))) return undefined;
      throw error;
    });
    if (!running) return console.warn('not checked: this computer has no ::1');
    expect(running.domain).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await signInForTokens(running)).toHaveProperty('id_token');
  });

  it('cuts connections and frees its ports when closed', async () => {
    const running = await startTestPool();
    running.faults.set('/login', { kind: 'delay', ms: 60_000 });
    const hanging = fetch(`${running.domain}/login`).catch(() => 'cut');
    while (running.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await running.close();
    expect(await hanging).toBe('cut');
    await expect(fetch(running.domain)).rejects.toThrow();
  });

  it('signs in the seeded people it was given', async () => {
    const user = { username: 'me@example.org', password: 'anything goes' };
    const running = await start({ users: [user] });
    expect(running.user).toEqual(user);
    expect(redirectUri(running)).not.toBe('');
    expect(await signInForTokens(running)).toHaveProperty('id_token');
  });
});
