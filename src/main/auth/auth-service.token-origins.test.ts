import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FakeMachine,
  ManualClock,
  MemoryAccountIndex,
  MemoryLog,
  MemorySecretStore,
} from '../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  openIdClientId,
  startOpenIdServer,
} from '../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../tests/support/auth/settings';
import type { Config } from '../config/types';
import { AuthService } from './auth-service';
import type { AuthorizeOptions, DiscoveryCache, KeptDocument } from './ports';

const elsewhere = 'https://evil.example';

let server: OpenIdServer;
let secrets: MemorySecretStore;
let accounts: MemoryAccountIndex;
let kept: KeptDocument | null;
/** Bodies of the requests to `elsewhere`. */
let sentElsewhere: string[];
beforeEach(async () => {
  server = await startOpenIdServer();
  secrets = new MemorySecretStore();
  accounts = new MemoryAccountIndex();
  kept = null;
  sentElsewhere = [];
});
afterEach(() => server.close());

const clock = new ManualClock();
const discoveryCache: DiscoveryCache = {
  read: async () => kept,
  write: async (document) => {
    kept = document;
  },
};

const watchedFetch: typeof fetch = async (url, init) => {
  if (!String(url).startsWith(elsewhere)) return fetch(url, init);
  sentElsewhere.push(String(init?.body));
  return Response.json({ access_token: 'a', refresh_token: 'stolen', token_type: 'Bearer' });
};

/** One launch of the app with the profile of the one before. */
function launch(changes: Partial<Config> = {}): AuthService {
  const config: Config = {
    ...clientSettings,
    provider: { kind: 'generic', issuer: server.issuer },
    clientId: openIdClientId,
    ...changes,
  };
  const { redirectUri } = config;
  return new AuthService({
    config,
    userAgent: {
      authorize: async ({ begin, accept }: AuthorizeOptions) => {
        const query = new URL(begin({ name: 'embedded-window', redirectUri })).searchParams;
        server.nonce = query.get('nonce') ?? '';
        const response = { code: 'the-code', state: query.get('state') ?? '' };
        const callback = `${redirectUri}?${new URLSearchParams(response)}`;
        accept(callback);
        return callback;
      },
      endSession: async () => true,
    },
    secrets,
    accounts,
    discoveryCache,
    clock,
    machine: new FakeMachine(),
    fetch: watchedFetch,
    log: new MemoryLog(),
  });
}

async function signedIn(changes: Partial<Config> = {}): Promise<AuthService> {
  const auth = launch(changes);
  await auth.restore();
  await auth.signIn({ intent: 'sign-in' });
  expect(auth.state).toMatchObject({ kind: 'signed-in' });
  return auth;
}

/** What another program of the user can write: `discovery.json` and `config.json`. */
const allowed = { allowedOrigins: [elsewhere], tokenOrigins: [elsewhere] };
function writeDiscovery(changes: object): void {
  const document = { ...(kept?.document as object), ...changes };
  kept = { issuer: server.issuer, fetchedAt: clock.now(), document };
}
const moved = {
  token_endpoint: `${elsewhere}/token`,
  revocation_endpoint: `${elsewhere}/revoke`,
  userinfo_endpoint: `${elsewhere}/me`,
  jwks_uri: `${elsewhere}/jwks`,
};

describe('SEC-73: with discovery.json and config.json from another program,', () => {
  it.each(['at launch', 'at a sign-out'])(
    'the refresh token goes nowhere else %s',
    async (when) => {
      (await signedIn()).dispose();
      writeDiscovery(moved);
      const auth = launch(allowed);
      await auth.restore();
      expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
      if (when === 'at a sign-out') await auth.signOut();
      expect(sentElsewhere).toEqual([]);
      auth.dispose();
    },
  );

  it('no path of the provider gets it that the provider does not name', async () => {
    (await signedIn()).dispose();
    writeDiscovery({ token_endpoint: `${server.issuer}/pages/of-a-user` });
    const auth = launch(allowed);
    await auth.restore();
    expect(server.requests).not.toContain('POST /pages/of-a-user');
    auth.dispose();
  });

  it('the code and the access token of a sign-in go nowhere else', async () => {
    (await signedIn()).dispose();
    accounts.content = { active: null, accounts: [] };
    writeDiscovery(moved);
    const auth = await signedIn({ ...allowed, scopes: ['openid', 'profile', 'email'] });
    expect(sentElsewhere).toEqual([]);
    auth.dispose();
  });

  it('an unreachable provider is no reason to believe them', async () => {
    (await signedIn()).dispose();
    writeDiscovery(moved);
    server.close();
    const auth = launch(allowed);
    await auth.restore();
    expect(auth.state).toMatchObject({ kind: 'signed-in', offline: true });
    expect(sentElsewhere).toEqual([]);
    auth.dispose();
  });
});

describe('SEC-73: if the provider itself names another origin after the sign-in,', () => {
  beforeEach(async () => {
    (await signedIn()).dispose();
    server.metadata = moved;
  });

  it('the session ends with the reason, and the keychain entry stays', async () => {
    const [entry] = [secrets.only];
    const auth = launch(allowed);
    await auth.restore();
    expect(auth.state).toMatchObject({
      kind: 'signed-out',
      problem: {
        code: 'token-endpoint-moved',
        message: expect.stringContaining('evil.example'),
      },
    });
    expect(sentElsewhere).toEqual([]);
    expect(secrets.only).toBe(entry);
    auth.dispose();
  });

  it('the session continues as soon as the provider names the old one again', async () => {
    const auth = launch(allowed);
    await auth.restore();
    auth.dispose();
    server.metadata = {};
    const later = launch(allowed);
    await later.restore();
    expect(later.state).toMatchObject({ kind: 'signed-in', notice: null });
    later.dispose();
  });

  it('the old refresh token is not revoked there when a sign-in replaces it', async () => {
    const auth = launch(allowed);
    await auth.restore();
    server.metadata = { revocation_endpoint: `${elsewhere}/revoke` };
    auth.dispose();
    (await signedIn(allowed)).dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sentElsewhere).toEqual([]);
    expect(secrets.only).toContain(`${server.issuer} ${elsewhere}\n`);
  });

  it('the old refresh token is not revoked there at a sign-out', async () => {
    server.metadata = { revocation_endpoint: `${elsewhere}/revoke` };
    const auth = launch(allowed);
    await auth.restore();
    await auth.signOut();
    expect(sentElsewhere).toEqual([]);
    expect(auth.state).toMatchObject({ problem: { code: 'token-endpoint-moved' } });
    expect(secrets.entries.size).toBe(0);
    auth.dispose();
  });
});

it('an entry of an earlier version is used, and bound when it is next saved', async () => {
  (await signedIn()).dispose();
  secrets.replaceAll('refresh');
  const auth = launch();
  await auth.restore();
  expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  expect(secrets.only).toBe(`${server.issuer}\nrefresh`);
  auth.dispose();
});
