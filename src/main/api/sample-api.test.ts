import type { SampleApi } from '@repo/local-user-pool';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';
import { ApiClient } from './api-client';

/** Against an API that checks the token, and says what it lacks, as one behind Cognito does. */

let rig: Rig;
let api: SampleApi;
let client: ApiClient;
beforeAll(async () => {
  rig = await signedInRig({ sampleApi: true }, { scopes: ['openid', 'notes/write'] });
  if (rig.pool.sampleApi === null) throw new Error('no API');
  api = rig.pool.sampleApi;
});
beforeEach(() => {
  const { auth, clock, log } = rig;
  const settings = { origins: [api.origin], maxBytes: 1_000_000, timeoutMs: 60_000 };
  client = new ApiClient({ settings, fetch, auth, clock, log, onProgress: () => undefined });
});
afterAll(() => rig.close());

it('SEC-44: takes the token of the person who is signed in', async () => {
  const result = await client.request({ method: 'GET', path: '/me' });
  if (!result.ok) throw new Error(result.problem.code);
  expect(JSON.parse(new TextDecoder().decode(result.answer.body))).toMatchObject({
    sub: rig.pool.users.find(rig.pool.user.username)?.sub,
    clientId: rig.pool.clientId,
    scopes: ['openid', 'notes/write'],
  });
});

it('takes the token that was renewed after a 401', async () => {
  api.rejectNext();
  const before = rig.tokenRequests().length;
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', path: '/notes', headers, body: '{"text":"a"}' } as const;
  expect(await client.request(request)).toMatchObject({
    ok: true,
    answer: { status: 201, headers: { location: '/notes/1' } },
  });
  expect(rig.tokenRequests()).toHaveLength(before + 1);
});

it('is told which scope is missing, in its words for that', async () => {
  expect(await client.request({ method: 'GET', path: '/notes' })).toMatchObject({
    ok: false,
    problem: {
      code: 'api-scope-missing',
      hint: expect.stringContaining('Add notes/read to `scopes`'),
    },
  });
});

it('is told why a token is refused for good', async () => {
  api.rejectNext(2);
  expect(await client.request({ method: 'GET', path: '/me' })).toMatchObject({
    problem: {
      code: 'api-unauthorized',
      message: expect.stringContaining('(invalid_token)'),
    },
  });
});
