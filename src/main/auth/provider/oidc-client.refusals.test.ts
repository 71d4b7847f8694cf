import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  openIdClientId,
  startOpenIdServer,
} from '../../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { AppError } from '../../problems/app-error';
import { OidcClient } from './oidc-client';

let server: OpenIdServer;
beforeAll(async () => {
  server = await startOpenIdServer();
});
afterAll(() => server.close());

const { signal } = new AbortController();
const refreshToken = 'refr-4';

function refusedBy(response: () => Response): OidcClient {
  return new OidcClient({
    config: {
      ...clientSettings,
      clientId: openIdClientId,
      provider: { kind: 'generic', issuer: server.issuer },
    },
    fetch: async (url, init) =>
      new URL(String(url)).pathname === '/token' ? response() : fetch(url, init),
    clock: new ManualClock(),
  });
}

const request = { subject: 'person', onRotated: async () => {}, signal };

async function refused(response: () => Response): Promise<AppError> {
  const error = await refusedBy(response).refresh(refreshToken, request).catch(AppError.from);
  if (!(error instanceof AppError)) throw new Error('not refused');
  return error;
}

async function codeRefused(response: () => Response): Promise<AppError> {
  const exchange = {
    code: 'c0de',
    redirectUri: 'a://b',
    codeVerifier: 'verifier-1',
    nonce: 'nonce-1',
    begunAt: 0,
    maxAgeMs: null,
  };
  const error = await refusedBy(response).exchange(exchange, signal).catch(AppError.from);
  if (!(error instanceof AppError)) throw new Error('not refused');
  return error;
}

const grantIsDead = '{"error":"invalid_grant","error_description":"Token has been revoked"}';

describe('SEC-54: a dead grant', () => {
  it.each([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['text/html', { 'content-type': 'text/html; charset=utf-8' }],
    ['no type at all', {}],
    ['problem+json', { 'content-type': 'application/problem+json' }],
    ['a challenge', { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="x"' }],
  ])('is one whatever the response is called: %s', async (_, headers) => {
    for (const status of [400, 401, 403, 422]) {
      const response = () =>
        new Response(new TextEncoder().encode(grantIsDead), { status, headers });
      expect((await refused(response)).code).toBe('session-ended');
      expect((await codeRefused(response)).code).toBe('code-rejected');
    }
  });

  it.each([
    'invalid_grant',
    '{"error":"invalid_grant"',
    '{"error":["invalid_grant"]}',
    '{"message":"invalid_grant"}',
    '"invalid_grant"',
    'null',
  ])('is none without an error member that is text: %s', async (body) => {
    const error = await refused(() => new Response(body, { status: 403 }));
    expect(error).toMatchObject({ code: 'provider-refused' });
    expect(error.message).toContain('HTTP 403');
  });
});

describe('a refusal', () => {
  it.each([
    ['invalid_grant', '(invalid_grant)'],
    ['bad_refresh_token', '(bad_refresh_token)'],
    ['Nope, not you', 'The provider refused'],
  ])('may come with status 200, and then ends no session: %s', async (error, words) => {
    const response = () => Response.json({ error });
    const refusal = await refused(response);
    expect(refusal.code).toBe('provider-refused');
    expect(refusal.message).toContain(words);
    expect((await codeRefused(response)).code).toBe('provider-refused');
  });

  it('is none when there is a token beside it', async () => {
    const answer = { error: 'none', access_token: 'a', token_type: 'Bearer' };
    const tokens = refusedBy(() => Response.json(answer)).refresh(refreshToken, request);
    expect(await tokens).toMatchObject({ accessToken: 'a' });
  });

  it.each([
    'login_required',
    'interaction_required',
    'consent_required',
    'account_selection_required',
    'mfa_required',
    'unmet_authentication_requirements',
    'insufficient_user_authentication',
  ])('%s asks for the user', async (error) => {
    expect((await refused(() => Response.json({ error }, { status: 400 }))).code).toBe(
      'login-required',
    );
  });

  it.each([
    ['client_secret is missing.', 'client-rejected'],
    ['Missing required parameter: client_assertion', 'client-rejected'],
    ['Client authentication is required', 'client-rejected'],
    ['redirect_uri is missing', 'provider-refused'],
  ])('invalid_request with "%s" is %s, and not only a matter of signing in', async (text, code) => {
    const body = { error: 'invalid_request', error_description: text };
    for (const error of [
      await refused(() => Response.json(body, { status: 400 })),
      await codeRefused(() => Response.json(body, { status: 400 })),
    ]) {
      expect(error.code).toBe(code);
      expect(error.hint).not.toMatch(/^Sign in/);
      expect(error.providerSays).toBe(`invalid_request: ${text}`);
    }
  });

  it('is quoted without what the request contained (SEC-68)', async () => {
    const quoted = () =>
      Response.json(
        { error: 'invalid_grant', error_description: `c0de and ${refreshToken} are unknown` },
        { status: 400 },
      );
    expect((await codeRefused(quoted)).providerSays).toContain('[secret] and refr-4 are');
    expect((await refused(quoted)).providerSays).toContain('c0de and [secret] are');
  });

  it('names no Cognito at another provider', async () => {
    for (const error of ['invalid_client', 'invalid_scope', 'invalid_request', 'invalid_grant']) {
      const { message, hint } = await codeRefused(() => Response.json({ error }, { status: 400 }));
      expect(`${message} ${hint}`).not.toMatch(
        /\bCognito\b|app client|hosted UI|region|user ?[pP]ool/,
      );
    }
  });
});

it('names both issuers where they differ', async () => {
  server.metadata = { issuer: `${server.issuer}/other` };
  const error = await refused(() => Response.json({})).finally(() => {
    server.metadata = {};
  });
  expect(error.code).toBe('issuer-mismatch');
  expect(error.message).toContain(`${server.issuer}, `);
  expect(error.message).toContain(`${server.issuer}/other`);
});
