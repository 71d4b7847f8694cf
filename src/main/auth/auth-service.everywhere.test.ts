import type { UserPoolOptions } from '@repo/local-user-pool';
import { afterEach, describe, expect, it } from 'vitest';
import { people, signInAs, withPeople } from '../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../tests/support/auth/rig';

const scope = 'aws.cognito.signin.user.admin';
const scopes = ['openid', 'profile', 'email'];
const options: UserPoolOptions = { ...withPeople, scopes: [...scopes, scope] };

let rig: Rig;
afterEach(() => rig.close());

/** Ann is signed in here. @param asked which scopes the app asks for */
async function signedIn(pool = options, asked = [...scopes, scope]): Promise<void> {
  rig = await startRig(pool, { scopes: asked });
  Object.assign(rig.config, { globalSignOutEndpoint: `${new URL(rig.pool.issuer).origin}/` });
  await rig.auth.restore();
  await signInAs(rig, 'ann');
  rig.journal.length = 0;
}

/** A session of the same person on another computer: another keychain. */
async function elsewhere(): Promise<Rig> {
  const other = await startRig(options, { scopes: [...scopes, scope] });
  await other.auth.restore();
  await signInAs(other, 'ann');
  return other;
}

const leave = () => rig.skippingPauses(rig.auth.signOut({ everywhere: true }));

describe('signing out everywhere', () => {
  it('forgets here first, then ends every session of the person at the pool', async () => {
    await signedIn();
    const other = await elsewhere();
    await leave();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.journal.filter((step) => !step.startsWith('state'))).toEqual([
      'index discard',
      'keychain get',
      'keychain delete',
      'index remove',
      'POST /oauth2/token',
      'POST /',
      'POST /oauth2/revoke',
      'end session',
    ]);
    await other.skippingPauses(other.auth.refresh());
    expect(other.auth.state).toMatchObject({ problem: { code: 'session-ended' } });
    other.close();
  });

  it('leaves other people alone', async () => {
    await signedIn();
    const other = await startRig(options, { scopes: [...scopes, scope] });
    await other.auth.restore();
    await signInAs(other, 'ben');
    await leave();
    await other.auth.refresh();
    expect(other.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    other.close();
  });

  it('an ordinary sign-out leaves the other computers alone', async () => {
    await signedIn();
    const other = await elsewhere();
    await rig.skippingPauses(rig.auth.signOut());
    await other.auth.refresh();
    expect(other.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    other.close();
  });

  it('without the scope it fails, is signed out here all the same, and says so', async () => {
    await signedIn(options, scopes);
    await leave();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: {
        code: 'client-rejected',
        message: expect.stringContaining('not on your other devices'),
        hint: expect.stringContaining(scope),
      },
    });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.revoked()).toBe(1);
  });

  it('with the pool’s API out of reach, the token of this computer is revoked nevertheless', async () => {
    await signedIn();
    Object.assign(rig.config, { globalSignOutEndpoint: 'http://127.0.0.1:9/' });
    await leave();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'provider-unreachable' },
    });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.revoked()).toBe(1);
  });

  it('with rotation, what is revoked is the token that the last refresh gave', async () => {
    await signedIn({ ...options, refreshTokenRotation: { graceSeconds: 0 } });
    const live = rig.pool.refreshTokens().live;
    Object.assign(rig.config, { globalSignOutEndpoint: 'http://127.0.0.1:9/' });
    await leave();
    expect(rig.pool.refreshTokens().live).toBe(live - 1);
  });

  it('of an account that is not in use leaves the one that is', async () => {
    await signedIn();
    await signInAs(rig, 'ben');
    const { state } = rig.auth;
    const ann = 'others' in state ? state.others[0] : undefined;
    expect(ann?.account.email).toBe(people.ann.username);
    await rig.skippingPauses(
      rig.auth.signOut({ account: { id: ann?.id ?? '' }, everywhere: true }),
    );
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null, others: [] });
  });
});
