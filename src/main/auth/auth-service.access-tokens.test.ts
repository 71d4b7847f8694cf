import { afterEach, describe, expect, it } from 'vitest';
import { people, rigWith, signInAs } from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';

let rig: Rig;
afterEach(() => rig.close());

const refreshes = () =>
  rig.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;
const subjectOf = (token: string) => JSON.parse(atob(token.split('.')[1] ?? '')).sub;

describe('a token that an API has rejected', () => {
  it('SEC-53: is renewed once, however many calls it was rejected in', async () => {
    rig = await rigWith(['ann']);
    const tokens = rig.auth.accessTokens();
    const rejected = await tokens.accessToken();
    const renewing = Array.from({ length: 100 }, () => tokens.renewedAccessToken(rejected));
    const renewed = new Set(await Promise.all(renewing));
    expect([...renewed]).toEqual([await tokens.accessToken()]);
    expect(renewed).not.toContain(rejected);
    expect(refreshes()).toBe(1);
  });

  it('and was renewed since has its successor given out as it is', async () => {
    rig = await rigWith(['ann']);
    const tokens = rig.auth.accessTokens();
    const rejected = await tokens.accessToken();
    await rig.auth.refresh();
    expect(await tokens.renewedAccessToken(rejected)).toBe(await tokens.accessToken());
    expect(refreshes()).toBe(1);
  });

  it('is not given out again when it cannot be renewed; the reason is', async () => {
    rig = await rigWith(['ann']);
    const tokens = rig.auth.accessTokens();
    const rejected = await tokens.accessToken();
    rig.pool.faults.set('/oauth2/token', { kind: 'status', status: 429, retryAfter: 120 });
    const code = 'provider-invalid-response';
    await expect(tokens.renewedAccessToken(rejected)).rejects.toMatchObject({ code });
    // SEC-55: nor is the provider asked again before it wants to be.
    await expect(tokens.renewedAccessToken(rejected)).rejects.toMatchObject({ code });
    expect(refreshes()).toBe(1);
    expect(await tokens.accessToken()).toBe(rejected);
  });

  it('and is all there is, since no refresh token came, means signing in again', async () => {
    rig = await rigWith([]);
    rig.pool.hooks.tokenResponse = ({ status, body }) => {
      const { refresh_token: _, ...rest } = body as Record<string, unknown>;
      return { status, body: rest };
    };
    await signInAs(rig, 'ann');
    const tokens = rig.auth.accessTokens();
    const rejected = await tokens.accessToken();
    await expect(tokens.renewedAccessToken(rejected)).rejects.toMatchObject({
      code: 'login-required',
    });
    expect(rig.auth.state.kind).toBe('signed-in');
  });
});

describe('SEC-61: the tokens of an account', () => {
  it('stay its own when another one is in use', async () => {
    rig = await rigWith(['ann']);
    const tokens = rig.auth.accessTokens();
    const anns = await tokens.accessToken();
    await signInAs(rig, 'ben');
    expect(rig.auth.state).toMatchObject({ account: { email: people.ben.username } });
    const renewed = await tokens.renewedAccessToken(anns);
    expect(renewed).not.toBe(anns);
    expect(subjectOf(renewed)).toBe(subjectOf(anns));
    expect(subjectOf(await rig.auth.accessToken())).not.toBe(subjectOf(anns));
  });

  it('are refused while it is being signed out', async () => {
    rig = await rigWith(['ann']);
    const held = rig.answers.hold('/oauth2/revoke');
    const signingOut = rig.auth.signOut();
    await held.reached;
    expect(() => rig.auth.accessTokens()).toThrow('sign in again');
    held.release();
    await signingOut;
  });

  it('are gone when it has signed out, whoever signs in then', async () => {
    rig = await rigWith(['ann']);
    const tokens = rig.auth.accessTokens();
    await rig.auth.signOut();
    expect(() => rig.auth.accessTokens()).toThrow('sign in again');
    await signInAs(rig, 'ben');
    await expect(tokens.accessToken()).rejects.toMatchObject({ code: 'login-required' });
    await expect(tokens.renewedAccessToken('x')).rejects.toMatchObject({ code: 'login-required' });
  });
});
