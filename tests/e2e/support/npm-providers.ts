import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { OAuth2Issuer, OAuth2Service, type TokenRequestIncomingMessage } from 'oauth2-mock-server';
import { appears } from './app';
import type { Provider } from './fixtures';
import { startOtherProvider } from './other-provider';

/** An OpenID provider that we did not write, with two users. */
export interface ForeignProvider extends Provider {
  /** Two users: with `login` they sign in, and in the app's list of accounts they are `listed`. */
  readonly users: readonly { readonly login: string; readonly listed: string }[];
  /**
   * Signs a user in, from the click that opens the provider's page to the redirect.
   * @param open clicks, and resolves with the page
   */
  signIn(login: string, open: () => Promise<Page>): Promise<void>;
  /** Responds to what the provider asks at the end of its session, in a browser. */
  confirmSignOut(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** @param redirectUris of the app's loopback flow */
export type StartProvider = (redirectUris: readonly string[]) => Promise<ForeignProvider>;

/** oidc-provider with its defaults: its own pages, keys and claims, of which the subject is the only one. */
export const oidcProvider: StartProvider = async (redirectUris) => {
  const other = await startOtherProvider({ redirectUris });
  return {
    ...other,
    users: ['fay', 'gus'].map(nameless),
    signIn: async (login, open) => {
      const page = await open();
      await appears(page, 'input[name="password"]');
      await page.locator('input[name="login"]').fill(login);
      await page.locator('input[name="password"]').fill('any password will do');
      await page.locator('[type="submit"]').click();
      await appears(page, 'input[name="prompt"][value="consent"] ~ [type="submit"]');
      await page.locator('[type="submit"]').click();
    },
    confirmSignOut: (page) => page.locator('button[value="yes"]').click(),
  };
};

/** oauth2-mock-server: no pages, no client registration, one user. The second user is by its events. */
export const mockServer: StartProvider = async () => {
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate('RS256');
  const service = new OAuth2Service(issuer);
  const server = createServer(service.requestHandler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets: string[] = [];
  /** By code, refresh token and access token. */
  const userOf = new Map<string, string>();
  let user = 'johndoe';
  const userBehind = ({ body }: TokenRequestIncomingMessage) =>
    userOf.get(String('code' in body ? body.code : Reflect.get(body, 'refresh_token'))) ?? user;
  service.on('beforeAuthorizeRedirect', ({ url }: { url: URL }) => {
    const code = url.searchParams.get('code') ?? '';
    secrets.push(code);
    userOf.set(code, user);
  });
  service.on('beforeTokenSigning', (token, request) => {
    token.payload.sub = userBehind(request);
  });
  service.on('beforeResponse', ({ body }, request) => {
    for (const name of ['access_token', 'id_token', 'refresh_token']) {
      const secret = String(Reflect.get(Object(body), name));
      secrets.push(secret);
      userOf.set(secret, userBehind(request));
    }
  });
  service.on('beforeUserinfo', (response, { headers }) => {
    response.body = { sub: userOf.get((headers.authorization ?? '').replace('Bearer ', '')) };
  });
  return {
    environment: {
      COGNITO_ISSUER: issuer.url,
      COGNITO_CLIENT_ID: 'any',
      COGNITO_SCOPES: 'openid profile email offline_access',
    },
    users: ['johndoe', 'janedoe'].map(nameless),
    signIn: async (next, open) => {
      user = next;
      await open();
    },
    confirmSignOut: async () => undefined,
    issuedSecrets: () => secrets,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** The provider tells nothing of a user but the subject, of which the app shows eight characters. */
function nameless(login: string) {
  return { login, listed: `Account ${login.slice(0, 8)}` };
}
