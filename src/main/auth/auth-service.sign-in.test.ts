import type { UserPoolOptions } from '@repo/local-user-pool';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { neverUnlessAborted } from '../../../tests/support/auth/hosted-ui';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import { AppError } from '../problems/app-error';
import { pendingRequestLifetimeMs } from './sign-in/pending-request';

let rig: Rig;
afterEach(() => rig.close());

async function start(options: UserPoolOptions = {}): Promise<Rig> {
  rig = await startRig(options);
  await rig.auth.restore();
  return rig;
}

const signIn = () => rig.auth.signIn({ intent: 'sign-in' });

function problemCode(): string | null {
  const { state } = rig.auth;
  return state.kind === 'signed-out' ? (state.problem?.code ?? null) : state.kind;
}

it.each([
  [null, true],
  ['COGNITO', true],
  ['Google', false],
])(
  'with the identity provider %s, an account can be created: %s',
  async (identityProvider, can) => {
    rig = await startRig({}, { identityProvider });
    expect(rig.auth.canSignUp).toBe(can);
  },
);

describe('signing in', () => {
  it('ends signed in, with the person, the times and one token request', async () => {
    await start();
    await signIn();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      account: {
        issuer: rig.pool.issuer,
        clientId: rig.pool.clientId,
        name: 'Demo Person',
        email: 'demo@example.com',
        groups: ['admins', 'staff'],
      },
      session: { accessTokenExpiresAt: rig.clock.now() + 3_600_000 },
      refreshing: false,
      notice: null,
    });
    expect(
      rig.states.map((state) => ('phase' in state ? `${state.phase} ${state.flow}` : state.kind)),
    ).toEqual([
      'signed-out',
      'waiting null',
      'waiting embedded-window',
      'finishing embedded-window',
      'signed-in',
    ]);
    expect(rig.tokenRequests()).toHaveLength(1);
  });

  it('SEC-51: has the refresh token in the keychain before anyone is told', async () => {
    await start();
    await signIn();
    const [saved, told] = ['keychain set', 'state signed-in'].map((step) =>
      rig.journal.indexOf(step),
    );
    expect(saved).toBeGreaterThan(0);
    expect(told).toBeGreaterThan(saved ?? Number.POSITIVE_INFINITY);
    expect(rig.pool.issuedSecrets()).toContain(rig.secrets.only?.split('\n')[1]);
    expect(rig.accounts.content.active?.account.email).toBe('demo@example.com');
  });

  it('opens the sign-up page when that is what the person wants', async () => {
    await start();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    expect(rig.auth.canSignUp).toBe(true);
    await rig.auth.signIn({ intent: 'sign-up' });
    const url = new URL(rig.userAgent.opened[0]?.url ?? '');
    expect(url.origin + url.pathname).toBe(`${rig.pool.domain}/signup`);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('SEC-20: a second sign-in beside a pending one opens nothing', async () => {
    await start();
    rig.userAgent.behaviour = ({ signal }) => neverUnlessAborted(signal);
    const first = signIn();
    await waiting();
    await signIn();
    expect(rig.userAgent.opened).toHaveLength(1);
    rig.auth.cancelSignIn();
    await first;
  });

  it('goes on in memory, says so, and writes nothing down when there is no keychain', async () => {
    await start();
    rig.secrets.failures.set = 'keychain-unavailable';
    await signIn();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      notice: { code: 'keychain-unavailable' },
    });
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.secrets.entries.size).toBe(0);
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', refreshing: false });
    delete rig.secrets.failures.set;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.accounts.content.active).not.toBeNull();
  });
});

describe('a sign-in that the person or time ends', () => {
  it('SEC-36: a closed window is `cancelled`, which is no error', async () => {
    await start();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await signIn();
    expect(problemCode()).toBe('cancelled');
    expect(rig.log.lines.join()).toContain('cancelled');
  });

  it('cancelling closes the window, even one that does not listen', async () => {
    await start();
    rig.userAgent.behaviour = () => new Promise(() => {});
    const pending = signIn();
    await waiting();
    rig.auth.cancelSignIn();
    await pending;
    expect(problemCode()).toBe('cancelled');
    expect(rig.userAgent.opened[0]?.signal.aborted).toBe(true);
  });

  it('SEC-25: once the window is closed, its callback is not taken', async () => {
    await start();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await signIn();
    const [opened] = rig.userAgent.opened;
    const callback = await rig.userAgent.signIn(opened?.url ?? '');
    expect(opened?.accept(callback)).toBe(false);
  });

  it('SEC-20: it expires after five minutes', async () => {
    await start();
    rig.userAgent.behaviour = ({ signal }) => neverUnlessAborted(signal);
    const pending = signIn();
    await waiting();
    rig.clock.advance(pendingRequestLifetimeMs);
    await pending;
    expect(problemCode()).toBe('timed-out');
  });

  it('cancelled while the code is exchanged, it leaves no session and no entry', async () => {
    await start();
    rig.pool.faults.set('/oauth2/token', { kind: 'delay', ms: 1_000 });
    rig.auth.onChange((state) => {
      if (state.kind === 'signing-in' && state.phase === 'finishing') {
        setTimeout(() => rig.auth.cancelSignIn(), 20);
      }
    });
    await signIn();
    expect(problemCode()).toBe('cancelled');
    expect(rig.secrets.entries.size).toBe(0);
  });
});

it('cancelled in the last moment, what was just given out is handed back', async () => {
  await start();
  const verify = crypto.subtle.verify.bind(crypto.subtle);
  const spy = vi.spyOn(crypto.subtle, 'verify').mockImplementation((...parameters) => {
    rig.auth.cancelSignIn();
    return verify(...parameters);
  });
  try {
    await signIn();
    expect(spy).toHaveBeenCalled();
  } finally {
    spy.mockRestore();
  }
  expect(problemCode()).toBe('cancelled');
  expect(rig.secrets.entries.size).toBe(0);
  await eventually(() => expect(rig.revoked()).toBe(1));
});

describe('SEC-6: callbacks that do not belong to the pending sign-in', () => {
  it.each([
    ['an unknown state', '?code=c&state=stranger', 'state-mismatch'],
    ['no state', '?code=c', 'state-mismatch'],
    ['an error with an unknown state', '?error=access_denied&state=stranger', 'state-mismatch'],
    ['two codes', '?code=a&code=b&state=s', 'callback-invalid'],
    ['nothing in it', '', 'callback-invalid'],
  ])('%s: a warning, and the window stays open', async (_, query, code) => {
    await start();
    rig.userAgent.strays = [`${rig.config.redirectUri}${query}`];
    await signIn();
    expect(rig.states).toContainEqual(
      expect.objectContaining({ kind: 'signing-in', warning: expect.objectContaining({ code }) }),
    );
    expect(rig.auth.state.kind).toBe('signed-in');
  });

  it('a replayed callback is told apart, and fails', async () => {
    await start();
    await signIn();
    await rig.auth.signOut();
    const used = rig.userAgent.opened[0]?.url ?? '';
    const state = new URL(used).searchParams.get('state');
    rig.userAgent.strays = [`${rig.config.redirectUri}?code=again&state=${state}`];
    await signIn();
    expect(rig.states).toContainEqual(
      expect.objectContaining({ warning: expect.objectContaining({ code: 'callback-replayed' }) }),
    );
    expect(rig.auth.state.kind).toBe('signed-in');
  });

  it.each([
    ['without an accepted one', false],
    ['than the accepted one', true],
  ])('a user-agent that resolves with another URL %s gets nowhere', async (_, accepts) => {
    await start();
    rig.userAgent.behaviour = async ({ url, accept }) => {
      const state = new URL(url).searchParams.get('state');
      if (accepts) accept(`${rig.config.redirectUri}?code=a&state=${state}`);
      return `${rig.config.redirectUri}?code=c&state=s`;
    };
    await signIn();
    expect(problemCode()).toBe('callback-invalid');
    expect(rig.tokenRequests()).toHaveLength(0);
  });
});

describe('SEC-18: errors of the authorization response', () => {
  it.each([
    ['error=access_denied', 'access-denied'],
    ['error=invalid_scope', 'invalid-scope'],
    ['error_description=invalid_scope&error=invalid_request', 'invalid-scope'],
    ['error=unauthorized_client', 'client-rejected'],
    ['error=login_required', 'login-required'],
    ['error=server_error&error_description=%3Cb%3E', 'authorization-refused'],
    ['error=%3Cscript%3E', 'authorization-refused'],
  ])('%s is %s, with the state or without', async (query, code) => {
    await start();
    rig.userAgent.behaviour = async ({ url, accept }) => {
      const state = new URL(url).searchParams.get('state');
      const callback = `${rig.config.redirectUri}?${query}&state=${state}`;
      return accept(callback) ? callback : '';
    };
    await signIn();
    expect(problemCode()).toBe(code);
    rig.userAgent.strays = [`${rig.config.redirectUri}?${query}`];
    await signIn();
    expect(problemCode()).toBe(code);
    expect(JSON.stringify(rig.auth.state)).not.toContain('<');
  });

  it('SEC-7: an `iss` that is not the issuer ends the sign-in before the code is used', async () => {
    await start();
    rig.pool.hooks.redirect = (url) => {
      url.searchParams.set('iss', 'https://evil.example');
      return url;
    };
    await signIn();
    expect(problemCode()).toBe('issuer-mismatch');
    expect(rig.tokenRequests()).toHaveLength(0);
  });

  it('SEC-7: a missing `iss` that the discovery document promises ends the sign-in', async () => {
    const { pool, close } = await startRig();
    close();
    const document = {
      issuer: pool.issuer,
      authorization_endpoint: `${pool.issuer}/authorize`,
      token_endpoint: `${pool.issuer}/token`,
      jwks_uri: `${pool.issuer}/.well-known/jwks.json`,
      authorization_response_iss_parameter_supported: true,
    };
    rig = await startRig({}, { provider: { kind: 'generic', issuer: pool.issuer } });
    rig.pool.hooks.respond = (path) =>
      path.endsWith('openid-configuration') ? Response.json(document) : undefined;
    await rig.auth.restore();
    await signIn();
    expect(problemCode()).toBe('issuer-mismatch');
    expect(rig.tokenRequests()).toHaveLength(0);
  });
});

/** Until the user-agent has been asked. */
async function waiting(): Promise<void> {
  while (rig.userAgent.opened.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
