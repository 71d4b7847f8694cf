import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../shared/testing/eventually';
import type { Config } from '../config/types';
import { OidcClient } from './oidc-client';
import { ManualClock } from './testing/fakes';
import { type OpenIdServer, openIdClientId, startOpenIdServer } from './testing/open-id-server';
import { clientSettings } from './testing/settings';

let server: OpenIdServer;
const { signal } = new AbortController();
/** The paths that were asked for. */
const asked: string[] = [];
beforeAll(async () => {
  server = await startOpenIdServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.metadata = {};
  asked.length = 0;
});

function client(): OidcClient {
  const config: Config = {
    ...clientSettings,
    clientId: openIdClientId,
    provider: { kind: 'generic', issuer: server.issuer },
  };
  const fetchOrTell: typeof fetch = async (url, init) => {
    const { pathname } = new URL(String(url));
    asked.push(pathname);
    if (pathname !== '/about') return fetch(url, init);
    return Response.json({ sub: 'person', email: 'a@example.com' });
  };
  return new OidcClient({ config, fetch: fetchOrTell, clock: new ManualClock() });
}

it('SEC-11: what it tells of the person is of that person, or is not taken', async () => {
  server.metadata = { userinfo_endpoint: `${server.issuer}/about` };
  const told = client().userInfo('access', { subject: 'person', signal });
  expect(await told).toMatchObject({ email: 'a@example.com' });
  const other = client().userInfo('access', { subject: 'somebody', signal });
  await expect(other).rejects.toMatchObject({ code: 'provider-invalid-response' });
});

it('it need not tell anything of the person', async () => {
  expect(await client().userInfo('access', { subject: 'person', signal })).toBeNull();
  expect(asked).not.toContain('/about');
});

it('revokes where that is offered, and else does nothing', async () => {
  await client().revoke('refresh', signal);
  expect(asked).toContain('/revoke');
  asked.length = 0;
  server.metadata = { revocation_endpoint: undefined };
  await client().revoke('refresh', signal);
  expect(asked).toEqual(['/.well-known/openid-configuration']);
});

it('hands back a refresh token, and without one asks for nothing', async () => {
  client().handBack(null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
  client().handBack('refresh');
  await eventually(() => expect(asked).toContain('/revoke'));
});
