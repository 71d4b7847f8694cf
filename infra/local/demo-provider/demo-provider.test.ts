import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerProvider, followRedirects, TestBrowser } from '../testing/test-browser';
import { type DemoProvider, startDemoProvider } from './index';

const redirectUri = 'http://localhost:9/back';
const verifier = 'a-verifier-that-is-long-enough-for-RFC-7636-of-course';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const ann = { email: 'Ann@example.com', name: 'Ann' };

// https://openid.net/specs/openid-connect-core-1_0.html
describe('the demo provider', () => {
  const console = [vi.spyOn(globalThis.console, 'info'), vi.spyOn(globalThis.console, 'warn')];
  let demo: DemoProvider;
  let browser: TestBrowser;
  beforeAll(async () => {
    demo = await startDemoProvider();
    const client = { clientSecret: 'hush & co', redirectUris: [redirectUri], plays: 'Google' };
    demo.register({ ...client, clientId: 'a' });
  });
  beforeEach(() => {
    browser = new TestBrowser({
      domain: demo.issuer,
      clientId: '',
      redirectUris: [],
      user: nobody,
    });
  });
  afterAll(() => demo.close());

  function address(changes: Record<string, string | null> = {}): URL {
    const parameters = {
      response_type: 'code',
      client_id: 'a',
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: 'the-state',
      nonce: 'the-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    };
    const url = new URL('/authorize', demo.issuer);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null) url.searchParams.set(name, value);
    }
    return url;
  }

  const open = (changes: Record<string, string | null> = {}) =>
    followRedirects(browser, address(changes));
  const signIn = async (changes: Record<string, string | null> = {}) =>
    Object.fromEntries((await answerProvider(browser, address(changes), ann)).searchParams);

  it('says that it is not the provider it emulates', async () => {
    const page = await open();
    expect(await page.text()).toContain('This is not Google');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('returns the user in the ID token and from userinfo', async () => {
    const { code = '', ...rest } = await signIn();
    expect(rest).toEqual({ state: 'the-state', iss: demo.issuer });
    const response = await fetch(`${demo.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        client_id: 'a',
        client_secret: 'hush & co',
      }),
    });
    const tokens = (await response.json()) as Record<string, string>;
    const keys = createRemoteJWKSet(new URL(`${demo.issuer}/jwks`));
    const options = { issuer: demo.issuer, audience: 'a' };
    const { payload } = await jwtVerify(tokens.id_token ?? '', keys, options);
    const user = { ...ann, sub: expect.stringMatching(/^1\d{20}$/), email_verified: true };
    expect(payload).toMatchObject({ ...user, nonce: 'the-nonce' });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const userInfo = await fetch(`${demo.issuer}/userinfo`, { headers });
    expect(await userInfo.json()).toEqual({ ...user, sub: payload.sub });
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['without PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    ['without openid', { scope: 'email' }, 'invalid_request'],
    ['for a session that does not exist', { prompt: 'none' }, 'login_required'],
  ])('refuses a request %s', async (_what, changes, error) => {
    const back = await open(changes);
    expect(back.headers.get('location')).toContain(`${redirectUri}?error=${error}`);
  });

  it.each([{ client_id: 'c' }, { redirect_uri: `${redirectUri}/` }])(
    'shows an error page for %j instead of redirecting',
    async (changes) => {
      const response = await open(changes);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('Something went wrong');
    },
  );

  it('asks again for another user or when told to, and signs out at its home page', async () => {
    await signIn();
    const isSilent = async (changes: Record<string, string>) =>
      (await open(changes)).status === 303;
    for (const changes of [{}, { prompt: 'none' }, { login_hint: 'ann@EXAMPLE.com' }]) {
      expect(await isSilent(changes), JSON.stringify(changes)).toBe(true);
    }
    for (const prompt of ['login', 'select_account', 'consent', 'login consent']) {
      expect(await isSilent({ prompt }), prompt).toBe(false);
      expect(await signIn({ prompt }), prompt).toHaveProperty('code');
    }
    expect(await isSilent({ login_hint: 'bob@example.com' })).toBe(false);

    const home = await (await browser.get('/')).text();
    expect(home).toContain('Ann@example.com is signed in here');
    await browser.post('/', { _csrf: 'forged' });
    expect(await isSilent({})).toBe(true);
    await browser.submit('/', {});
    expect(await isSilent({})).toBe(false);
  });

  it('refuses an invalid address and another browser’s form, and escapes markup', async () => {
    const page = await open({ login_hint: '"><script>alert(1)</script>' });
    expect(await page.text()).not.toContain('<script');
    const wrong = await browser.post(page.url, { email: 'nobody' });
    expect(wrong.status).toBe(200);
    expect(await wrong.text()).toContain('Invalid email address format.');
    const forged = await fetch(page.url, { method: 'POST', body: new URLSearchParams(ann) });
    expect(forged.status).toBe(400);
    expect(await forged.text()).toContain('This sign-in is over');
  });

  it('responds to loopback names only', async () => {
    const { hostname, port } = new URL(demo.issuer);
    const status = await new Promise((resolve) => {
      const options = { hostname, port, headers: { host: 'evil.example' } };
      request(options, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(421);
  });

  it('prints nothing: oidc-provider warns of each default that is for development', () => {
    const lines = console.flatMap(({ mock }) => mock.calls.map(String));
    // On Node 20, when it is loaded.
    expect(lines.filter((line) => !line.includes('Unsupported runtime'))).toEqual([]);
  });
});

const nobody = { username: '', password: '' };
