import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';
import { AppError } from '../problems/app-error';

/** JWTs, JWEs, and whatever else is long and without spaces as tokens are. */
const tokenLike = /eyJ[\w-]{10,}|[\w-]{30,}\.[\w-]{30,}/;

describe('secrets', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await signedInRig({ refreshTokenRotation: { graceSeconds: 0 } });
    rig.userAgent.strays = [`${rig.config.redirectUri}?code=stray-code&state=stray-state`];
  });
  afterEach(() => rig.close());

  /** A day in the life of a session, good things and bad. */
  async function live(): Promise<void> {
    const { auth, pool } = rig;
    await auth.refresh();
    pool.hooks.respond = () => new Response('<html>', { status: 200 });
    await auth.refresh();
    delete pool.hooks.respond;
    await rig.relaunch().restore();
    await auth.refresh();
    await auth.signOut();
    await auth.signIn({ intent: 'sign-in' });
    await auth.signOut();
    pool.hooks.signWith = 'wrong-key';
    await auth.signIn({ intent: 'sign-in' });
    pool.hooks.tokenResponse = ({ body }) => ({ status: 400, body });
    await auth.signIn({ intent: 'sign-in' });
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await auth.signIn({ intent: 'sign-in' });
  }

  function* secrets(): Generator<string> {
    yield* rig.pool.issuedSecrets();
    yield 'stray-code';
    yield 'stray-state';
    for (const { url } of rig.userAgent.opened) {
      const query = new URL(url).searchParams;
      for (const name of ['state', 'nonce', 'code_challenge']) yield query.get(name) ?? name;
    }
  }

  it('SEC-43: no state that listeners are given holds one', async () => {
    await live();
    const states = JSON.stringify(rig.states);
    expect(rig.states.length).toBeGreaterThan(20);
    expect(states).not.toMatch(tokenLike);
    for (const secret of secrets()) expect(states).not.toContain(secret);
  });

  it('SEC-68: no log line holds one, nor an e-mail address', async () => {
    await live();
    const lines = rig.log.lines.join('\n');
    expect(rig.log.lines.length).toBeGreaterThan(5);
    expect(lines).not.toMatch(tokenLike);
    expect(lines).not.toContain('@');
    for (const secret of secrets()) expect(lines).not.toContain(secret);
  });

  it('the session does not turn into text with one', async () => {
    const token = await rig.auth.accessToken();
    expect(JSON.stringify(rig.auth)).not.toContain(token);
    expect(Object.values(rig.auth)).toEqual([]);
  });

  it('SEC-51: the index holds the account and nothing else', async () => {
    expect(Object.keys(rig.accounts.content.active ?? {}).sort()).toEqual([
      'account',
      'flow',
      'isComplete',
      'lastActiveAt',
      'provider',
      'startedAt',
    ]);
    expect(JSON.stringify(rig.accounts.content.active)).not.toMatch(tokenLike);
  });
});
