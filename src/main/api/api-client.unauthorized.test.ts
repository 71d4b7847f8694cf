import { afterEach, describe, expect, it } from 'vitest';
import { type ApiRig, startApiRig } from '../../../tests/support/api/api-rig';
import { bearerOf, startApiServer } from '../../../tests/support/api/api-server';
import type { Problem } from '../../shared/problem';

let api: ApiRig;
afterEach(() => api.close());

/** An API that takes any token but these, and says why not. */
function refuse(
  api: Pick<ApiRig, 'server'>,
  isRefused: (token: string) => boolean,
  challenge = 'Bearer error="invalid_token", error_description="<b>no</b>"',
): void {
  api.server.answer = (request, response) => {
    const token = bearerOf(request);
    if (isRefused(token)) response.writeHead(401, { 'www-authenticate': challenge });
    response.end('{}');
  };
}

const tokensOf = (api: ApiRig) => api.server.received.map(bearerOf);

async function problemOf(api: ApiRig): Promise<Problem> {
  const result = await api.call();
  if (result.ok) throw new Error(`answered ${result.answer.status}`);
  return result.problem;
}

describe('an answer of 401', () => {
  it('has the token renewed, and the call made once more, with all that it had', async () => {
    api = await startApiRig();
    const old = await api.rig.auth.accessToken();
    refuse(api, (token) => token === old);
    const headers = { 'content-type': 'application/json' };
    expect(await api.text({ method: 'POST', path: '/notes?a=1', body: '{"a":1}', headers })).toBe(
      '{}',
    );
    expect(api.server.received).toMatchObject(
      Array(2).fill({ method: 'POST', url: '/notes?a=1', body: '{"a":1}', headers }),
    );
    expect(tokensOf(api)).toEqual([old, await api.rig.auth.accessToken()]);
    expect(api.renewals()).toBe(1);
    await api.text();
    expect(api.renewals()).toBe(1);
  });

  it('SEC-53: to many calls at once has the token renewed once', async () => {
    api = await startApiRig();
    const old = await api.rig.auth.accessToken();
    refuse(api, (token) => token === old);
    const texts = await Promise.all(Array.from({ length: 30 }, () => api.text()));
    expect(texts).toEqual(Array(30).fill('{}'));
    expect(api.renewals()).toBe(1);
    expect(new Set(tokensOf(api)).size).toBe(2);
  });

  it('that comes when the token was renewed already has the new one used', async () => {
    api = await startApiRig();
    const old = await api.rig.auth.accessToken();
    const arrived = new Promise<() => void>((resolve) => {
      api.server.answer = (_, response) => {
        refuse(api, (token) => token === old);
        resolve(() => response.writeHead(401).end());
      };
    });
    const late = api.text();
    const answer = await arrived;
    await api.rig.auth.refresh();
    answer();
    expect(await late).toBe('{}');
    expect(api.renewals()).toBe(1);
  });

  it('to a new token ends the call, with the reason but not in the API’s words', async () => {
    api = await startApiRig();
    refuse(api, () => true);
    const problem = await problemOf(api);
    expect(problem).toMatchObject({ code: 'api-unauthorized', retryable: false });
    expect(problem.message).toContain('(invalid_token)');
    expect(JSON.stringify(problem)).not.toContain('<b>');
    expect(tokensOf(api)).toHaveLength(2);
    expect(api.renewals()).toBe(1);
    expect(api.rig.auth.state.kind).toBe('signed-in');
  });

  it('for ever has the token renewed once a minute, not with every call', async () => {
    api = await startApiRig();
    refuse(api, () => true);
    for (let call = 0; call < 20; call++) expect(await api.problem()).toBe('api-unauthorized');
    expect(api.renewals()).toBe(1);
    expect(tokensOf(api)).toHaveLength(21);
    api.rig.clock.advance(60_000);
    expect(await api.problem()).toBe('api-unauthorized');
    expect(api.renewals()).toBe(2);
  });

  it('of one API says nothing about another', async () => {
    const other = await startApiServer();
    api = await startApiRig();
    const both = await startApiRig(['ann'], { origins: [api.server.origin, other.origin] });
    refuse(api, () => true);
    expect(await both.problem()).toBe('api-unauthorized');
    const old = await both.rig.auth.accessToken();
    refuse({ server: other }, (token) => token === old);
    expect(await both.text({ origin: other.origin })).toBe('{}');
    both.close();
    other.close();
  });
});

describe('when there is no token to be had', () => {
  it('the call is not sent while nobody is signed in', async () => {
    api = await startApiRig([]);
    expect(await api.problem()).toBe('login-required');
    expect(api.server.received).toEqual([]);
  });

  it('it says that the sign-in server is the trouble, and does not call twice with the old one', async () => {
    api = await startApiRig();
    refuse(api, () => true);
    api.rig.pool.faults.set('/oauth2/token', { kind: 'status', status: 503 });
    expect(await api.problem()).toBe('provider-invalid-response');
    expect(tokensOf(api)).toHaveLength(1);
    expect(api.rig.auth.state.kind).toBe('signed-in');
  });

  it('SEC-55: a provider that wants to be left alone is', async () => {
    api = await startApiRig();
    refuse(api, () => true);
    api.rig.pool.faults.set('/oauth2/token', { kind: 'status', status: 429, retryAfter: 120 });
    for (let call = 0; call < 3; call++) {
      expect(await api.problem()).toBe('provider-invalid-response');
    }
    expect(api.renewals()).toBe(1);
  });

  it('a session that is over ends the call, and the window says so', async () => {
    api = await startApiRig();
    refuse(api, () => true);
    api.rig.pool.revokeAllRefreshTokens();
    expect(await api.rig.skippingPauses(api.problem())).toBe('api-account-changed');
    expect(api.rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'session-ended' },
    });
  });
});

describe('the scope', () => {
  it('that is missing is named, and nothing is renewed for it', async () => {
    api = await startApiRig();
    api.server.answer = (_, response) =>
      response
        .writeHead(403, {
          'www-authenticate': 'Bearer scope="notes/write" error="insufficient_scope"',
        })
        .end();
    const problem = await problemOf(api);
    expect(problem).toMatchObject({ code: 'api-scope-missing', retryable: false });
    expect(problem.hint).toContain('Add notes/write to `scopes`');
    expect(api.renewals()).toBe(0);
  });

  it('is not what another 403 is about', async () => {
    api = await startApiRig();
    api.server.answer = (_, response) => response.writeHead(403).end('not yours');
    expect(await api.text()).toBe('not yours');
    const challenge = { 'www-authenticate': 'Bearer error="insufficient_scope"' };
    api.server.answer = (_, response) => response.writeHead(200, challenge).end('yours');
    expect(await api.text()).toBe('yours');
  });
});
