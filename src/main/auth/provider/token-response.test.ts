import { describe, expect, it } from 'vitest';
import { refreshTokenIn, tokensOf } from './token-response';

type Answer = Parameters<typeof tokensOf>[0];
const claims = { iss: 'https://issuer', sub: 's', aud: 'client', iat: 1, exp: 2 };

function answer(changes: object): Answer {
  const least = { access_token: 'a', token_type: 'bearer', claims: () => undefined };
  return { ...least, ...changes } as unknown as Answer;
}

describe('an answer with tokens', () => {
  it('needs no more than an access token; it is then asked for again soon', () => {
    expect(tokensOf(answer({}), 7)).toEqual({
      accessToken: 'a',
      requestedAt: 7,
      refreshToken: null,
      lifetimeMs: 300_000,
      claims: null,
      idToken: null,
    });
  });

  it('brings a refresh token and an ID token, and says how long it is good', () => {
    const more = { refresh_token: 'r', id_token: 'i', expires_in: 60, claims: () => claims };
    const tokens = { refreshToken: 'r', idToken: 'i', claims, lifetimeMs: 60_000 };
    expect(tokensOf(answer(more), 7)).toMatchObject(tokens);
  });

  it('is good for ten years at most, which is still a date', () => {
    const tenYears = 3650 * 24 * 3_600;
    expect(tokensOf(answer({ expires_in: tenYears - 1 }), 0).lifetimeMs).toBe(
      (tenYears - 1) * 1000,
    );
    expect(tokensOf(answer({ expires_in: tenYears + 1 }), 0).lifetimeMs).toBe(tenYears * 1000);
  });

  it.each([
    ['of a type that needs a key', { token_type: 'dpop' }],
    ['that would break out of a header', { access_token: 'a\r\nx-admin: 1' }],
    ['that is no ASCII', { access_token: 'ä' }],
    ['that is empty', { access_token: '' }],
  ])('with a token %s is refused', (_, changes) => {
    const refused = expect.objectContaining({ code: 'provider-invalid-response' });
    expect(() => tokensOf(answer(changes), 0)).toThrow(refused);
  });
});

describe('the refresh token in an answer', () => {
  const found = (body: unknown, status = 200) => refreshTokenIn(Response.json(body, { status }));

  it('is found, and the answer is left for others to read', async () => {
    const response = Response.json({ refresh_token: 'r' });
    expect(await refreshTokenIn(response)).toBe('r');
    expect(await response.json()).toEqual({ refresh_token: 'r' });
  });

  it.each([{}, [], 'refresh_token', null, { refresh_token: '' }, { refresh_token: 7 }])(
    'is not there in %j',
    async (body) => {
      expect(await found(body)).toBeNull();
    },
  );

  it('is not there in an answer that is no success, or no JSON', async () => {
    expect(await found({ refresh_token: 'r' }, 400)).toBeNull();
    expect(await refreshTokenIn(new Response('{"refresh_token":'))).toBeNull();
  });
});
