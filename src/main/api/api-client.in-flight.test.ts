import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, startApiRig } from '../../../tests/support/api/api-rig';
import { idOfOther, people, signInAs } from '../../../tests/support/auth/people';

let api: ApiRig;
/** The answers that the API has not given yet. */
let waiting: ServerResponse[];
beforeEach(async () => {
  api = await startApiRig(['ann', 'ben']);
  waiting = [];
  api.server.answer = (_, response) => void waiting.push(response);
});
afterEach(() => api.close());

const arrived = (count = 1) => expect.poll(() => waiting).toHaveLength(count);

describe('SEC-17: a call that is cancelled', () => {
  it('ends at once, on the wire too, and no other does', async () => {
    const [one, two] = [api.problem({ id: 'one' }), api.text({ id: 'two' })];
    await arrived(2);
    api.client.cancel('one');
    expect(await one).toBe('api-cancelled');
    await expect.poll(() => api.server.broken).toBe(1);
    for (const response of waiting) response.end('{}');
    expect(await two).toBe('{}');
  });

  it('may be in the middle of its answer', async () => {
    const call = api.problem({ id: 'one' });
    await arrived();
    waiting[0]?.write('half');
    await expect.poll(() => api.progress).toHaveLength(1);
    api.client.cancel('one');
    expect(await call).toBe('api-cancelled');
    await expect.poll(() => api.server.broken).toBe(1);
  });

  it('may be one that waits for a token, and is not sent after that', async () => {
    const held = api.rig.answers.hold('/oauth2/token');
    api.rig.clock.advance(2 * 3_600_000);
    await held.reached;
    const call = api.problem({ id: 'one' });
    api.client.cancel('one');
    expect(await call).toBe('api-cancelled');
    held.release();
    await api.rig.auth.accessToken();
    expect(api.server.received).toEqual([]);
  });

  it('leaves no timer behind, and its id can be used again', async () => {
    const timers = api.rig.clock.pending.length;
    const call = api.problem({ id: 'one' });
    await arrived();
    expect(api.rig.clock.pending).toHaveLength(timers + 1);
    expect(await api.problem({ id: 'one' })).toBe('api-call-invalid');
    api.client.cancel('one');
    await call;
    expect(api.rig.clock.pending).toHaveLength(timers);
    api.client.cancel('one');
    const again = api.text({ id: 'one' });
    await arrived(2);
    waiting[1]?.end('{}');
    expect(await again).toBe('{}');
  });
});

it('only so many calls are under way at a time', async () => {
  const calls = Array.from({ length: 32 }, () => api.text());
  expect(await api.problem()).toBe('api-busy');
  await arrived(32);
  for (const response of waiting) response.end('{}');
  await Promise.all(calls);
  const next = api.text();
  await arrived(33);
  waiting[32]?.end('{}');
  expect(await next).toBe('{}');
});

describe('SEC-61: what was asked as one person is not answered to another', () => {
  it('after a sign-out', async () => {
    const call = api.problem();
    await arrived();
    const leaving = api.rig.auth.signOut();
    expect(await call).toBe('api-account-changed');
    await expect.poll(() => api.server.broken).toBe(1);
    await leaving;
  });

  it('after a switch, even if the answer is there at the same moment', async () => {
    const call = api.problem();
    await arrived();
    waiting[0]?.write('{"name":"Ben"');
    await expect.poll(() => api.server.broken + waiting.length).toBe(1);
    waiting[0]?.end('}');
    void api.rig.auth.switchAccount(idOfOther(api.rig.auth.state, 'ann'));
    expect(await call).toBe('api-account-changed');
  });

  it('after another person has signed in', async () => {
    const call = api.problem();
    await arrived();
    await signInAs(api.rig, 'cam');
    expect(api.rig.auth.state).toMatchObject({ account: { email: people.cam.username } });
    expect(await call).toBe('api-account-changed');
  });

  it('after a limit has ended the session', async () => {
    const call = api.problem();
    await arrived();
    api.rig.pool.revokeAllRefreshTokens();
    await api.rig.skippingPauses(api.rig.auth.refresh());
    expect(await call).toBe('api-account-changed');
  });

  it('and calls of the next person are theirs', async () => {
    await api.rig.auth.switchAccount(idOfOther(api.rig.auth.state, 'ann'));
    const call = api.text();
    await arrived();
    waiting[0]?.end('{}');
    expect(await call).toBe('{}');
  });
});

it('goes on while another account is being added, and when that is given up', async () => {
  const call = api.text();
  await arrived();
  api.rig.userAgent.behaviour = () => new Promise(() => undefined);
  void api.rig.auth.signIn({ intent: 'sign-in' });
  await expect.poll(() => api.rig.auth.state.kind).toBe('signing-in');
  api.rig.auth.cancelSignIn();
  await expect.poll(() => api.rig.auth.state.kind).toBe('signed-in');
  await api.rig.auth.refresh();
  waiting[0]?.end('{}');
  expect(await call).toBe('{}');
});

it('ends every call when the app quits', async () => {
  const calls = [api.problem(), api.problem({ id: 'one' })];
  await arrived(2);
  api.client.cancelAll('api-cancelled');
  expect(await Promise.all(calls)).toEqual(['api-cancelled', 'api-cancelled']);
});

describe('how far it is', () => {
  it('is told of what is sent, and of what comes back as it comes', async () => {
    const call = api.text({ id: 'one', method: 'POST', body: 'x'.repeat(50) });
    await arrived();
    waiting[0]?.writeHead(200, { 'content-length': 30 }).write('x'.repeat(10));
    const both = { id: 'one', toSend: 50 };
    const told = [
      { ...both, sent: 0, received: 0, toReceive: null },
      { ...both, sent: 50, received: 0, toReceive: 30 },
    ];
    await expect.poll(() => api.progress).toEqual(told);
    api.rig.clock.advance(100);
    waiting[0]?.write('x'.repeat(10));
    told.push({ ...both, sent: 50, received: 20, toReceive: 30 });
    await expect.poll(() => api.progress).toEqual(told);
    waiting[0]?.end('x'.repeat(10));
    expect(await call).toHaveLength(30);
    expect(api.progress).toEqual(told);
  });

  it('is told no more than ten times a second, and not of a call without an id', async () => {
    const calls = [api.text({ id: 'one' }), api.text()];
    await arrived(2);
    for (const response of waiting) {
      for (let chunk = 0; chunk < 50; chunk++) {
        response.write('x');
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    }
    await Promise.all(calls);
    expect(api.progress).toEqual([{ id: 'one', sent: 0, toSend: 0, received: 0, toReceive: null }]);
  });
});
