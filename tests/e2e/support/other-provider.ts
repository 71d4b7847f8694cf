import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';
import { identity } from '../../../src/shared/identity';
import { appears } from './app';
import { OtherProviderStore } from './other-provider-store';

/**
 * An OpenID provider that we did not write: oidc-provider from npm, certified by the OpenID Foundation,
 * with its own pages. It follows the standards where Cognito does not: a refresh token only with
 * `offline_access` and the person's consent, names and e-mail addresses only from UserInfo, a question
 * before it ends its session.
 */
export interface OtherProvider {
  readonly issuer: string;
  /** The app's settings for it: everything else is discovered. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was asked of it, as `METHOD /path`. */
  readonly requests: readonly string[];
  /** What it holds to be alive. */
  readonly store: Pick<OtherProviderStore, 'sessions' | 'refreshTokens'>;
  /** Every code and token that it has given. */
  issuedSecrets(): readonly string[];
  close(): Promise<void>;
}

/** Who signs in. Its login page takes any password. */
export const person = { login: 'fay', name: 'Fay Foreign', email: 'fay@foreign.example' };

const clientId = 'desktop';

/**
 * @param changes of the configuration that the tests of one provider share, for instance another page for the end
 *   of a session; or the redirect URIs of the loopback flow, for one with the library's defaults
 */
export async function startOtherProvider(
  changes: Configuration | { readonly redirectUris: readonly string[] } = {},
): Promise<OtherProvider> {
  const store = new OtherProviderStore();
  const idTokens: string[] = [];
  const requests: string[] = [];
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const unmute = muteWarnings();
  const provider = new Provider(issuer, {
    ...('redirectUris' in changes
      ? { clients: [client(changes.redirectUris)] }
      : { ...(await configuration()), ...changes }),
    adapter: store.adapter,
  });
  provider.on('grant.success', ({ body }) => {
    if (body instanceof Object && 'id_token' in body) idTokens.push(String(body.id_token));
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    requests.push(`${request.method} ${pathname}`);
    answer(request, response);
  });
  return {
    issuer,
    environment: {
      COGNITO_ISSUER: issuer,
      COGNITO_CLIENT_ID: clientId,
      COGNITO_SCOPES: 'openid profile email offline_access',
    },
    requests,
    store,
    issuedSecrets: () => [...store.secrets, ...idTokens],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      unmute();
    },
  };
}

function client(redirectUris: readonly string[] = []): ClientMetadata {
  return {
    client_id: clientId,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [identity.redirectUri, ...redirectUris],
    post_logout_redirect_uris: [
      identity.signOutUri,
      ...redirectUris.map((uri) => uri.replace('/callback', '/signed-out')),
    ],
  };
}

async function configuration(): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [client()],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, name: person.name, email: person.email }),
    }),
    features: { revocation: { enabled: true } },
    cookies: { keys: ['for a test'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'RS256' }] },
  };
}

/** It warns, rightly, of pages and settings that are for development: here they are wanted. */
function muteWarnings(): () => void {
  const { info, warn } = console;
  const unlessItsOwn =
    (write: typeof info) =>
    (text: unknown, ...more: unknown[]) => {
      if (!String(text).includes('oidc-provider ')) write(text, ...more);
    };
  console.info = unlessItsOwn(info);
  console.warn = unlessItsOwn(warn);
  return () => Object.assign(console, { info, warn });
}

/** Types the password, then agrees to what the app asks for, each on a page of the provider's. */
export async function signInAtOtherProvider(page: Page): Promise<void> {
  await appears(page, 'input[name="password"]');
  await page.locator('input[name="login"]').fill(person.login);
  await page.locator('input[name="password"]').fill('any password will do');
  await page.locator('[type="submit"]').click();
  await appears(page, 'input[name="prompt"][value="consent"] ~ [type="submit"]');
  await page.locator('[type="submit"]').click();
}
