import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  openIdClientId,
  startOpenIdServer,
} from '../../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { eventually } from '../../../../tests/support/eventually';
import type { Config } from '../../config/types';
import { OidcClient } from './oidc-client';

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

function about(pathname: string): Response | null {
  return pathname === '/about' ? Response.json({ sub: 'person', email: 'a@example.com' }) : null;
}

/** @param answer the provider's answer at a path, or `null` for what the server says */
function client(answer: (pathname: string) => Response | null = about): OidcClient {
  const config: Config = {
    ...clientSettings,
    clientId: openIdClientId,
    provider: { kind: 'generic', issuer: server.issuer },
  };
  const fetchOrTell: typeof fetch = async (url, init) => {
    const { pathname } = new URL(String(url));
    asked.push(pathname);
    return answer(pathname) ?? fetch(url, init);
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

it('takes a revocation that is answered with 204', async () => {
  const answering = client((path) =>
    path === '/revoke' ? new Response(null, { status: 204 }) : null,
  );
  await expect(answering.revoke('refresh', signal)).resolves.toBeUndefined();
});

it('SEC-54: no place but the token endpoint says that a session is over', async () => {
  const refusing = client((pathname) =>
    pathname === '/revoke' ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : null,
  );
  const code = 'provider-refused';
  await expect(refusing.revoke('refresh', signal)).rejects.toMatchObject({ code });
});

it('tells that the provider does not take the access token', async () => {
  server.metadata = { userinfo_endpoint: `${server.issuer}/about` };
  const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
  const refusing = client((pathname) =>
    pathname === '/about' ? new Response(null, { status: 401, headers }) : null,
  );
  const told = refusing.userInfo('access', { subject: 'person', signal });
  await expect(told).rejects.toMatchObject({ code: 'client-rejected' });
});

it('hands back a refresh token, and without one asks for nothing', async () => {
  client().handBack(null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
  client().handBack('refresh');
  await eventually(() => expect(asked).toContain('/revoke'));
});
