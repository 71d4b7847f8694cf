import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { freePorts } from '../testing/free-ports';
import { signInForTokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';
import type { SampleApi } from './index';

const ann = { username: 'ann@example.com', password: 'Passw0rd!ann' };
const ben = { username: 'ben@example.com', password: 'Passw0rd!ben' };
const scope = 'openid notes/read notes/write';

let pool: UserPool;
let api: SampleApi;
let headers: { authorization: string };
const headersOf = async (user: typeof ann) => {
  const { access_token } = await signInForTokens({ ...pool, user }, { scope });
  return { authorization: `Bearer ${access_token}` };
};
beforeAll(async () => {
  pool = await startTestPool({ sampleApi: true, users: [ann, ben] });
  if (pool.sampleApi === null) throw new Error('no API');
  api = pool.sampleApi;
  headers = await headersOf(ann);
});
afterAll(() => pool.close());

const write = (body: string) => fetch(`${api.origin}/notes`, { method: 'POST', headers, body });

describe('notes', () => {
  it('are the caller’s own', async () => {
    const written = await write('{"text":" Buy milk "}');
    expect(written.status).toBe(201);
    expect(written.headers.get('location')).toBe('/notes/1');
    expect(await written.json()).toMatchObject({ id: 1, text: 'Buy milk' });
    const notesOf = async (who: object) =>
      (await fetch(`${api.origin}/notes`, { headers: { ...who } })).json();
    expect(await notesOf(headers)).toMatchObject({ notes: [{ text: 'Buy milk' }] });
    expect(await notesOf(await headersOf(ben))).toEqual({ notes: [] });
  });

  it.each([
    '',
    'text',
    '{"text":""}',
    '{"text":1}',
    '{"text":"a","more":1}',
    `{"text":"${'x'.repeat(1_001)}"}`,
  ])('are not made of %s', async (body) => {
    const response = await write(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_note' });
  });

  it('are not read without end', async () => {
    expect((await write('x'.repeat(20_000))).status).toBe(413);
  });

  it('end at a hundred', async () => {
    const statuses = [];
    for (let note = 0; note < 100; note++) statuses.push((await write('{"text":"a"}')).status);
    expect(statuses.at(-2)).toBe(201);
    expect(statuses.at(-1)).toBe(409);
  });
});

describe('a download', () => {
  const download = (query: string) => fetch(`${api.origin}/download?${query}`, { headers });

  it('announces its size and takes its time', async () => {
    const before = performance.now();
    const response = await download('megabytes=0.5&seconds=0.2');
    expect(response.headers.get('content-length')).toBe('500000');
    expect((await response.arrayBuffer()).byteLength).toBe(500_000);
    expect(performance.now() - before).toBeGreaterThan(190);
  });

  it.each(['megabytes=0', 'megabytes=2000', 'seconds=-1', 'seconds=x'])(
    'is not one with %s',
    async (query) => {
      expect((await download(query)).status).toBe(400);
    },
  );
});

describe('a 401 on demand', () => {
  const status = async () => (await fetch(`${api.origin}/me`, { headers })).status;

  it('comes as often as it was asked for', async () => {
    api.rejectNext(2);
    expect([await status(), await status(), await status()]).toEqual([401, 401, 200]);
    api.rejectNext();
    expect([await status(), await status()]).toEqual([401, 200]);
  });

  it('can be asked for by hand, and says why', async () => {
    await fetch(`${api.origin}/_local/reject-next`, { method: 'POST' });
    const response = await fetch(`${api.origin}/me`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await status()).toBe(200);
  });

  it('is not used up by a call that would be refused anyway', async () => {
    api.rejectNext();
    expect((await fetch(`${api.origin}/me`)).status).toBe(401);
    expect([await status(), await status()]).toEqual([401, 200]);
  });
});

it('tells what there is, and nothing else, without a token', async () => {
  const root = await (await fetch(api.origin)).json();
  expect(root.calls).toContain('GET /me');
  expect((await fetch(`${api.origin}/elsewhere`)).status).toBe(404);
});

it('goes wrong as it is told to', async () => {
  api.faults.set('/me', { kind: 'status', status: 503 }, { times: 1 });
  const statuses = [];
  for (let call = 0; call < 2; call++) {
    statuses.push((await fetch(`${api.origin}/me`, { headers })).status);
  }
  expect(statuses).toEqual([503, 200]);
  expect(api.requests.at(-1)).toMatchObject({ method: 'GET', path: '/me' });
});

it('comes and goes with the pool, on the third port after the domain’s', async () => {
  const [port = 0] = await freePorts(4);
  const other = await startTestPool({ port, sampleApi: true });
  expect(other.sampleApi?.origin).toBe(`http://127.0.0.1:${port + 3}`);
  expect(other.clients[0]?.scopes).toEqual(expect.arrayContaining(['openid', 'notes/write']));
  await other.close();
  await expect(fetch(`http://127.0.0.1:${port + 3}`)).rejects.toThrow();

  const blocker = createServer().listen(port + 3, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  await expect(startTestPool({ port, sampleApi: true })).rejects.toMatchObject({
    code: 'port_taken',
  });
  blocker.close();
  await (await startTestPool({ port })).close(); // whatever had been started is gone
});

it('there is none unless it is asked for; its scopes can be left out', async () => {
  const plain = await startTestPool();
  expect(plain.sampleApi).toBeNull();
  expect(plain.clients[0]?.scopes).not.toContain('notes/read');
  await plain.close();
  const strict = await startTestPool({ sampleApi: true, scopes: ['openid'] });
  expect(strict.clients[0]?.scopes).toEqual(['openid']);
  await strict.close();
});
