import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoProvider, startDemoProvider } from '../demo-provider/index';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  signInByProvider,
  TestBrowser,
  tokensOf,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

describe('the settings of another identity provider', () => {
  let demo: DemoProvider;
  let pool: UserPool;
  /** Where nothing is but an answer in somebody else's name, until it is closed. */
  const impostor = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer: 'https://evil.example' }));
  });
  beforeAll(async () => {
    demo = await startDemoProvider();
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
    const corp = { issuer: demo.issuer, clientId: 'the-pool', clientSecret: 'hush' };
    pool = await startTestPool({
      identityProviders: [
        { ...corp, name: 'Slow', timeoutMs: 250 },
        { ...corp, name: 'Curt', scopes: ['openid', 'profile'] },
        { ...corp, name: 'Unmapped', attributeMapping: { name: 'name' } },
        {
          ...corp,
          name: 'Mapped',
          attributeMapping: { email: 'email', email_verified: 'email_verified', name: 'sub' },
        },
        { ...corp, name: 'Stranger', clientSecret: 'wrong' },
        { name: 'Impostor', issuer: elsewhere, clientId: 'x' },
      ],
    });
    const redirectUris = [`${pool.domain}/oauth2/idpresponse`];
    demo.register({ ...corp, redirectUris, plays: 'Corp' });
  });
  afterAll(() => Promise.all([demo.close(), pool.close()]));
  afterEach(() => demo.faults.clear());

  const queryFor = (provider: string) => authorizationQuery(pool, { identity_provider: provider });
  const signIn = (provider: string) => {
    const person = { email: 'ann@example.com', name: 'Ann' };
    return signInByProvider(new TestBrowser(pool), queryFor(provider), person);
  };
  const told = (back: Response) => locationOf(back).searchParams.get('error_description');

  // https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
  it.each([
    ['/token', 'Timeout occurred in calling IdP token endpoint'],
    ['/jwks', 'Timeout in calling jwks uri'],
    ['/userinfo', 'Read timed out'],
  ] as const)('limit the time for %s', async (endpoint, description) => {
    demo.faults.set(endpoint, { kind: 'delay', ms: 2_000 });
    expect(told(await signIn('Slow'))).toBe(description);
  });

  it('hold the secret that the provider asks for', async () => {
    const description = 'Stranger Error - 401 invalid_client client authentication failed';
    expect(told(await signIn('Stranger'))).toBe(description);
  });

  it('hold the issuer, and nobody else is taken for it', async () => {
    const leave = () => new TestBrowser(pool).get(`/oauth2/authorize?${queryFor('Impostor')}`);
    expect(locationOf(await leave()).searchParams.get('error')).toBe('invalid_request');
    impostor.closeAllConnections();
    await new Promise((resolve) => impostor.close(resolve));
    expect(told(await leave())).toBe('Connection refused');
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
  it.each(['Curt', 'Unmapped'])('let nobody in without an e-mail address: %s', async (provider) => {
    expect(told(await signIn(provider))).toBe('attributes required: [email]');
  });

  it('say which claim fills in which attribute, and whether an address is verified', async () => {
    const { id_token: token } = await tokensOf(pool, await signIn('Mapped'));
    expect(decodeJwt(token)).toMatchObject({
      email: 'ann@example.com',
      email_verified: true,
      name: expect.stringMatching(/^\d{21}$/),
    });
  });
});
