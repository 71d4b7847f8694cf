import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys, publicJwk } from './keys';
import { type HostileProvider, paths, startHostileProvider } from './provider';
import { type HostileRig, startRig } from './rig';

let provider: HostileProvider;
let rig: HostileRig;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  provider.reset();
  rig = startRig(provider, 'cognito');
  await rig.auth.restore();
  await rig.auth.signIn({ intent: 'sign-in' });
  provider.requests.length = 0;
});
afterEach(() => {
  rig.auth.dispose();
  vi.useRealTimers();
});

const asked = () => provider.requests.filter((line) => line === `GET ${paths.keys}`).length;
const notice = () => 'notice' in rig.auth.state && rig.auth.state.notice?.code;

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1_000);
  if (seconds > 0) rig.clock.advance(seconds * 1_000);
}

async function refresh(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await rig.auth.refresh();
}

/** Nobody can make the app ask again and again. */
describe('SEC-12: the keys are asked for', () => {
  it('for a key that nobody publishes, once a minute', async () => {
    provider.script = { header: { kid: 'unknown' } };
    await refresh(5);
    expect([asked(), notice()]).toEqual([1, 'signature-invalid']);
    pass(59);
    await refresh(1);
    expect(asked()).toBe(1);
    pass(1);
    await refresh(5);
    expect([asked(), notice()]).toEqual([2, 'signature-invalid']);
  });

  it('for tokens that name another key each time, once a minute', async () => {
    for (let number = 0; number < 5; number++) {
      provider.script = { header: { kid: `key-${number}` } };
      await refresh(1);
    }
    expect([asked(), notice()]).toEqual([1, 'signature-invalid']);
  });

  it('for a key that is new, once', async () => {
    provider.script = { signWith: keys.second, keys: [publicJwk(keys.second)] };
    await refresh(3);
    expect([asked(), notice()]).toEqual([1, undefined]);
  });

  it('for a token with an algorithm that is not ours, never', async () => {
    provider.script = { header: { alg: 'HS256', kid: 'unknown' } };
    await refresh(3);
    expect([asked(), notice()]).toEqual([0, 'signature-invalid']);
  });

  it('at once after the clock was turned back, when nobody knows how old the kept ones are', async () => {
    pass(-86_400);
    provider.script = { signWith: keys.second, keys: [publicJwk(keys.second)] };
    await refresh(1);
    expect([asked(), notice()]).toEqual([1, undefined]);
  });

  it('with five minutes between, again, so that a key that was withdrawn is not trusted for long', async () => {
    provider.script = { keys: [publicJwk(keys.second)] };
    await refresh(1);
    expect([asked(), notice()]).toEqual([0, undefined]);
    pass(300);
    await refresh(1);
    expect([asked(), notice()]).toEqual([1, 'signature-invalid']);
  });
});
