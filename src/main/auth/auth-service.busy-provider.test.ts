import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';

const hour = 3_600_000;

let rig: Rig;
beforeEach(async () => {
  rig = await signedInRig();
});
afterEach(() => rig.close());

const refreshes = () =>
  rig.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;

describe('SEC-55: a provider that says when to come back', () => {
  const busy = () => new Response('slow', { status: 429, headers: { 'retry-after': '120' } });

  it('is not asked before by API calls, however many, and then once', async () => {
    rig.clock.advance(2 * hour);
    rig.pool.hooks.respond = busy;
    await rig.auth.settled();
    const before = refreshes();
    for (let call = 0; call < 20; call++) {
      await expect(rig.auth.accessToken()).rejects.toMatchObject({
        code: 'provider-invalid-response',
      });
    }
    expect(refreshes() - before).toBeLessThanOrEqual(1);
    delete rig.pool.hooks.respond;
    rig.clock.advance(120_000);
    expect(await rig.auth.accessToken()).toEqual(expect.any(String));
  });

  it('is asked when the person wants it', async () => {
    rig.pool.hooks.respond = busy;
    await rig.auth.refresh();
    delete rig.pool.hooks.respond;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });
});
