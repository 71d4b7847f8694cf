import { afterEach, describe, expect, it } from 'vitest';
import {
  FakeMachine,
  ManualClock,
  MemoryAccountIndex,
  MemoryLog,
  MemorySecretStore,
} from '../../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  openIdClientId,
  startOpenIdServer,
} from '../../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import { AuthService } from '../auth-service';
import type { AuthorizeOptions, LogoutForm } from '../ports';
import { checkedMetadata, cognitoMetadata, discover } from './provider-metadata';

let server: OpenIdServer;
afterEach(() => server?.close());

async function start(algorithm?: string, path?: string): Promise<Config> {
  server = await startOpenIdServer(algorithm, path);
  return {
    provider: { kind: 'generic', issuer: server.issuer },
    ...clientSettings,
    clientId: openIdClientId,
    tokenOrigins: ['https://keys.example.com'],
    keychainFallback: 'memory',
    api: null,
    updates: null,
  };
}

const { signal } = new AbortController();
const load = async (config: Config) =>
  checkedMetadata(await discover(config, { fetch, clock: new ManualClock(), signal }), config);

it('with Cognito, the endpoints come from the configuration alone', () => {
  const metadata = cognitoMetadata({
    kind: 'cognito',
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc',
    domain: 'https://example.auth.eu-west-1.amazoncognito.com',
  });
  expect(metadata).toMatchObject({
    token_endpoint: 'https://example.auth.eu-west-1.amazoncognito.com/oauth2/token',
    jwks_uri: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc/.well-known/jwks.json',
    revocation_endpoint: 'https://example.auth.eu-west-1.amazoncognito.com/oauth2/revoke',
    end_session_endpoint: 'https://example.auth.eu-west-1.amazoncognito.com/logout',
    id_token_signing_alg_values_supported: ['RS256'],
  });
});

describe('SEC-8: a discovery document, held against the settings,', () => {
  const issuer = 'https://id.example.com';
  const document = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  };
  const config: Config = {
    provider: { kind: 'generic', issuer },
    ...clientSettings,
    allowedOrigins: ['https://pages.example.com', 'http://plain.example.com'],
    tokenOrigins: ['https://also.example.com', 'http://plain.example.com'],
  };
  const check = (changes: object = {}) => checkedMetadata({ ...document, ...changes }, config);

  it.each([null, '', []])('takes %j for an optional member as absent', (empty) => {
    const found = check({
      revocation_endpoint: empty,
      end_session_endpoint: empty,
      userinfo_endpoint: empty,
      id_token_signing_alg_values_supported: empty,
      prompt_values_supported: empty,
    });
    expect(found).toEqual({ ...document, id_token_signing_alg_values_supported: ['RS256'] });
  });

  it.each([null, ''])('is refused with %j for an endpoint that it needs', (empty) => {
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      expect(() => check({ [name]: empty })).toThrow(
        expect.objectContaining({ code: 'provider-invalid-response' }),
      );
    }
  });

  it('SEC-9: names the signatures of a provider that has none of ours, and ours', () => {
    const announced = ['HS256', 'none', '<b>', 7];
    const error = expect.objectContaining({
      code: 'id-token-unsupported',
      message: expect.stringMatching(/: HS256, none\.$/),
      hint: expect.stringContaining('RS256, RS384'),
      retryable: false,
    });
    expect(() => check({ id_token_signing_alg_values_supported: announced })).toThrow(error);
  });

  it('needs no more than three endpoints; tokens are signed with RS256 then', () => {
    const algorithms = { id_token_signing_alg_values_supported: ['RS256'] };
    expect(check()).toEqual({ ...document, ...algorithms });
  });

  it.each([
    null,
    'text',
    [],
    {},
    { issuer: 7 },
    { ...document, id_token_signing_alg_values_supported: 'RS256' },
  ])('is refused when it is %j', (malformed) => {
    expect(() => checkedMetadata(malformed, config)).toThrow(
      expect.objectContaining({ code: 'provider-invalid-response' }),
    );
  });

  it.each([
    [`${issuer}/me`, true],
    ['https://also.example.com/me', true],
    ['https://pages.example.com/me', false],
    ['https://graph.example.com/me', false],
    ['http://plain.example.com/me', false],
    ['me', false],
    [7, false],
    [undefined, false],
  ])('may send an access token to UserInfo at %j: %j', (userInfo, may) => {
    const { userinfo_endpoint: found } = check({ userinfo_endpoint: userInfo });
    expect(found).toBe(may ? userInfo : undefined);
  });

  it.each([
    ['https://graph.example.com/x', 'navigation-blocked'],
    ['http://plain.example.com/x', 'provider-invalid-response'],
    [7, 'provider-invalid-response'],
  ])('is refused with any endpoint at %j', (endpoint, code) => {
    const names = ['authorization', 'token', 'revocation', 'end_session'];
    for (const name of [...names.map((each) => `${each}_endpoint`), 'jwks_uri']) {
      expect(() => check({ [name]: endpoint })).toThrow(expect.objectContaining({ code }));
    }
  });

  it('SEC-73: an origin that a window may visit gets no codes and no tokens, nor the other way round', () => {
    const pages = { authorization_endpoint: 'https://pages.example.com/authorize' };
    expect(check(pages)).toMatchObject(pages);
    const refused = expect.objectContaining({ code: 'navigation-blocked' });
    for (const name of [
      'token_endpoint',
      'revocation_endpoint',
      'end_session_endpoint',
      'jwks_uri',
    ]) {
      const there = { [name]: 'https://also.example.com/x' };
      expect(check(there)).toMatchObject(there);
      expect(() => check({ [name]: 'https://pages.example.com/x' })).toThrow(refused);
    }
    expect(() => check({ authorization_endpoint: 'https://also.example.com/x' })).toThrow(refused);
  });

  it('names the host that no setting allows, and the setting', () => {
    const text = expect.objectContaining({
      message: expect.stringContaining('have tokens sent to graph.example.com'),
      hint: expect.stringContaining('`tokenOrigins`'),
    });
    expect(() => check({ token_endpoint: 'https://graph.example.com/token' })).toThrow(text);
  });
});

describe('with another provider, discovery', () => {
  it('gives the endpoints, and of the algorithms only asymmetric ones (SEC-9)', async () => {
    const metadata = await load(await start());
    expect(metadata.token_endpoint).toBe(`${server.issuer}/token`);
    expect(metadata.id_token_signing_alg_values_supported).toEqual(['RS256']);
  });

  it.each([
    ['another issuer', { issuer: 'https://evil.example' }, 'issuer-mismatch'],
    ['the issuer with a slash', () => ({ issuer: `${server.issuer}/` }), 'issuer-mismatch'],
    ['no token endpoint', { token_endpoint: undefined }, 'provider-invalid-response'],
    ['no keys', { jwks_uri: undefined }, 'provider-invalid-response'],
    [
      'an http endpoint elsewhere',
      { token_endpoint: 'http://a.example/t' },
      'provider-invalid-response',
    ],
    ['an endpoint that is no URL', { jwks_uri: 'keys' }, 'provider-invalid-response'],
    ['a host nobody configured', { token_endpoint: 'https://a.example/t' }, 'navigation-blocked'],
  ])('SEC-8: refuses %s', async (_, change, code) => {
    const config = await start();
    server.metadata = typeof change === 'function' ? change() : change;
    await expect(load(config)).rejects.toMatchObject({ code });
  });

  it('names `issuer` where there is no document', async () => {
    const config = await start();
    const issuer = `${server.issuer}/tenant`;
    await expect(load({ ...config, provider: { kind: 'generic', issuer } })).rejects.toMatchObject({
      code: 'provider-invalid-response',
      message: expect.stringMatching(
        /no discovery document for the configured `issuer` \(status 404\)/,
      ),
    });
  });

  it('SEC-8: takes an endpoint on a host that the configuration allows', async () => {
    const config = await start();
    server.metadata = { jwks_uri: 'https://keys.example.com/jwks' };
    await expect(load(config)).resolves.toMatchObject({ issuer: server.issuer });
  });

  it('follows redirects on the same origin', async () => {
    const config = await start();
    const moved: typeof fetch = async (url, init) =>
      String(url).endsWith('/moved')
        ? fetch(String(url).replace('/moved', '/.well-known/openid-configuration'), init)
        : new Response(null, { status: 301, headers: { location: '/moved' } });
    const http = { fetch: moved, clock: new ManualClock(), signal };
    await expect(discover(config, http)).resolves.toMatchObject({ issuer: server.issuer });
  });

  it('reports a provider that is not there', async () => {
    const config = await start();
    server.close();
    await expect(load(config)).rejects.toMatchObject({ code: 'provider-unreachable' });
  });
});

describe.each<[algorithm: string, path: string]>([
  ['RS256', ''],
  ['PS256', '/'],
  ['ES256', '/tenant/'],
  ['ES256', '/tenant'],
  ...['RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'EdDSA', 'Ed25519'].map(
    (algorithm): [string, string] => [algorithm, ''],
  ),
])('a session with another provider, %s, issuer path "%s"', (algorithm, path) => {
  it('signs in, refreshes and signs out; discovery is asked once', async () => {
    const config = await start(algorithm, path);
    server.metadata = { prompt_values_supported: ['create'] };
    const logouts: { url: string | null; form: LogoutForm | null }[] = [];
    const auth = new AuthService({
      config,
      userAgent: {
        authorize: async ({ begin, accept }: AuthorizeOptions) => {
          const { redirectUri } = config;
          const query = new URL(begin({ name: 'embedded-window', redirectUri })).searchParams;
          server.nonce = query.get('nonce') ?? '';
          const answer = { code: 'c', state: query.get('state') ?? '', iss: server.issuer };
          const callback = `${redirectUri}?${new URLSearchParams(answer)}`;
          accept(callback);
          return callback;
        },
        endSession: async ({ logoutUrl, logoutForm }) => {
          const { signOutUri } = config;
          logouts.push({ url: logoutUrl(signOutUri), form: logoutForm(signOutUri) });
          return true;
        },
      },
      secrets: new MemorySecretStore(),
      accounts: new MemoryAccountIndex(),
      clock: new ManualClock(),
      machine: new FakeMachine(),
      fetch,
      log: new MemoryLog(),
    });
    await auth.restore();
    expect(auth.canSignUp).toBe(false);
    await auth.signIn({ intent: 'sign-in' });
    expect(auth.state).toMatchObject({
      kind: 'signed-in',
      account: { subject: 'person', username: 'ann' },
    });
    expect(auth.canSignUp).toBe(true);
    await auth.refresh();
    expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    await auth.signOut();
    expect(auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    const [logout] = logouts;
    expect(logout?.url).toContain(`${new URL('/end', server.issuer)}?client_id=${openIdClientId}`);
    // The ID token of the sign-in.
    expect(logout?.form?.fields.id_token_hint).toBe(server.idTokens[0]);
    const discoveries = server.requests.filter((line) => line.includes('well-known'));
    expect(discoveries).toHaveLength(1);
    expect(server.requests).toContain('POST /revoke');
    auth.dispose();
  });
});
