import { afterEach, describe, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';
import { identity } from '../../shared/identity';

let rig: Rig;
afterEach(() => rig.close());

async function signedIn(): Promise<void> {
  rig = await signedInRig();
  rig.journal.length = 0;
}

const signOut = () => rig.skippingPauses(rig.auth.signOut());

describe('SEC-58: signing out', () => {
  it('forgets here first, then revokes, then ends the browser session', async () => {
    await signedIn();
    await signOut();
    expect(rig.journal).toEqual([
      'state signing-out',
      'index discard',
      'keychain get',
      'keychain delete',
      'index remove',
      'POST /oauth2/revoke',
      'end session',
      'state signed-out',
    ]);
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.revoked()).toBe(1);
    expect(rig.clock.pending).toEqual([]);
  });

  it("opens Cognito's own logout page and waits for the sign-out URI", async () => {
    await signedIn();
    await signOut();
    const { signOutUri } = rig.config;
    const [ended] = rig.userAgent.ended;
    expect(ended?.flow).toBe('embedded-window');
    expect(ended?.logoutUrl(signOutUri)).toBe(
      `${rig.pool.domain}/logout?client_id=${rig.pool.clientId}&logout_uri=${encodeURIComponent(signOutUri)}`,
    );
  });

  it('with a keychain that will not delete, does all the rest and tells the person', async () => {
    await signedIn();
    rig.secrets.failures.delete = 'keychain-locked';
    await signOut();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-locked', hint: expect.stringContaining(identity.keychainService) },
    });
    expect(rig.revoked()).toBe(1);
    expect(rig.journal).toContain('end session');

    // The next launch signs nobody in, and deletes what this one could not.
    delete rig.secrets.failures.delete;
    const auth = rig.relaunch();
    await rig.skippingPauses(auth.restore());
    expect(auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('without a keychain, there is nothing to delete and nothing to tell', async () => {
    await signedIn();
    rig.secrets.failures.set = 'keychain-unavailable';
    await signOut();
    await rig.auth.signIn({ intent: 'sign-in' });
    Object.assign(rig.secrets.failures, {
      get: 'keychain-unavailable',
      delete: 'keychain-unavailable',
    });
    await signOut();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.revoked()).toBe(2);
  });

  it('tries the revocation twice; failing that, is signed out and says what may live on', async () => {
    await signedIn();
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/revoke' ? new Response('busy', { status: 503 }) : undefined;
    await signOut();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: {
        code: 'provider-invalid-response',
        message: expect.stringContaining('signed out on this computer'),
      },
    });
    expect(rig.journal.filter((step) => step === 'POST /oauth2/revoke')).toHaveLength(2);
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.journal).toContain('end session');
  });

  it('a revocation that works the second time is no problem', async () => {
    await signedIn();
    let calls = 0;
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/revoke' && calls++ === 0 ? new Response('', { status: 503 }) : undefined;
    await signOut();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.revoked()).toBe(1);
  });

  it('a logout page that fails is no problem of the person', async () => {
    await signedIn();
    rig.userAgent.endSessionFailure = new Error('no page');
    await signOut();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.log.lines.join()).toContain('sign-out-step-failed');
  });

  it('a keychain that cannot even be read does not keep anyone signed in', async () => {
    await signedIn();
    rig.secrets.failures.get = 'keychain-timeout';
    await signOut();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
  });

  it('does not wait for a refresh that hangs, and nothing comes of that', async () => {
    await rigWithRotation();
    rig.pool.faults.set('/oauth2/token', { kind: 'delay', ms: 6_000 });
    const refreshing = rig.auth.refresh();
    await until('POST /oauth2/token');
    await signOut();
    await refreshing;
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
  });

  it('waits for a token that is just being written, and deletes and revokes that one', async () => {
    await rigWithRotation();
    rig.secrets.setDelayMs = 50;
    const refreshing = rig.auth.refresh();
    await until('keychain set');
    rig.states.length = 0;
    await signOut();
    await refreshing;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.states.map(({ kind }) => kind)).toEqual(['signing-out', 'signed-out']);
    expect(rig.journal.indexOf('keychain delete')).toBeGreaterThan(
      rig.journal.lastIndexOf('keychain set'),
    );
  });

  it('keeps the last word when the provider ends the session in the same moment', async () => {
    await signedIn();
    rig.pool.revokeAllRefreshTokens();
    rig.secrets.deleteDelayMs = 20;
    const refreshing = rig.skippingPauses(rig.auth.refresh());
    await until('keychain delete');
    rig.states.length = 0;
    await signOut();
    await refreshing;
    expect(rig.states.map(({ kind }) => kind)).toEqual(['signing-out', 'signed-out']);
  });

  it('at quit gives the network up, and ends when the entry is deleted', async () => {
    await signedIn();
    rig.secrets.deleteDelayMs = 20;
    void rig.auth.signOut();
    await until('keychain delete');
    rig.auth.dispose();
    expect(rig.auth.state.kind).toBe('signing-out');
    await rig.auth.signOut();
    expect(rig.auth.state.kind).toBe('signed-out');
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.revoked()).toBe(0);
  });

  it('two at once are one', async () => {
    await signedIn();
    await Promise.all([signOut(), rig.auth.signOut()]);
    expect(rig.userAgent.ended).toHaveLength(1);
    expect(rig.auth.state.kind).toBe('signed-out');
  });

  it('the next sign-in works', async () => {
    await signedIn();
    await signOut();
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(rig.auth.state.kind).toBe('signed-in');
  });
});

async function rigWithRotation(): Promise<void> {
  rig = await signedInRig({ refreshTokenRotation: { graceSeconds: 60 } });
  rig.journal.length = 0;
}

async function until(step: string): Promise<void> {
  while (!rig.journal.includes(step)) await new Promise((resolve) => setTimeout(resolve, 1));
}
