import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { identity } from '../../../src/shared/identity';
import { appears, removeFolder } from './app';
import type { StartProvider } from './npm-providers';

const users = ['fay', 'gus'];
const password = 'Passw0rd!glewlwyd';
const scopes = ['openid', 'profile', 'email', 'offline_access'];

/**
 * Glewlwyd (https://github.com/babelouest/glewlwyd), an OpenID provider in C, from Debian's packages `glewlwyd` and
 * `sqlite3`. Its files are in a temporary folder.
 */
export const glewlwyd: StartProvider = async (redirectUris) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'glewlwyd-'));
  const [port = 0] = await freePorts(1);
  const origin = `http://127.0.0.1:${port}`;
  const issuer = `${origin}/api/oidc`;
  const child = spawn('glewlwyd', [`--config-file=${prepare(folder, origin)}`], {
    stdio: 'ignore',
  });
  await expect
    .poll(() =>
      fetch(origin).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await configure(origin, issuer, redirectUris);
  return {
    environment: {
      COGNITO_ISSUER: issuer,
      COGNITO_CLIENT_ID: 'desktop',
      COGNITO_SCOPES: scopes.join(' '),
      // It takes one value of `prompt` at a time, and asks for consent anyway.
      COGNITO_CONSENT_PROMPT: 'false',
    },
    users: users.map((login) => ({ login, listed: `${login} Foreign ${login}@foreign.example` })),
    signIn: async (login, open) => {
      const page = await open();
      await appears(page, '#password');
      await page.locator('#username').fill(login);
      await page.locator('#password').fill(password);
      await page.keyboard.press('Enter');
      await appears(page, '#grant-email');
      for (const scope of scopes.slice(1)) await page.locator(`#grant-${scope}`).check();
      await page.getByRole('button', { name: 'Grant access' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
    },
    confirmSignOut: async () => undefined,
    issuedSecrets: () => [],
    close: async () => {
      child.kill();
      await removeFolder(folder);
    },
  };
};

/** Debian's own database, pages and configuration, in this folder. @returns the configuration file */
function prepare(folder: string, origin: string): string {
  const [database, webapp, file] = ['db', 'webapp', 'glewlwyd.conf'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const sql = gunzipSync(readFileSync('/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz'));
  execFileSync('sqlite3', [database], { input: sql });
  cpSync('/usr/share/glewlwyd/webapp', webapp, {
    recursive: true,
    dereference: true,
    // In Debian 12 this is a link to a folder, which the pages can't read.
    filter: (source) => !source.endsWith('config.json'),
  });
  cpSync('/etc/glewlwyd/config-2.7.json/config.json', path.join(webapp, 'config.json'));
  const lines = readFileSync('/etc/glewlwyd/glewlwyd.conf', 'utf8')
    .replace(/^port=.*$/m, `port=${new URL(origin).port}\nbind_address="127.0.0.1"`)
    .replace(/^external_url=.*$/m, `external_url="${origin}"`)
    .replace(/^log_mode=.*$/m, 'log_mode="console"')
    .replace(/^# static_files_path=.*$/m, `static_files_path="${webapp}"`)
    .replace(/^@include.*$/m, `database = { type = "sqlite3" path = "${database}" };`);
  writeFileSync(file, lines);
  return file;
}

/** As an administrator does it at the pages: the plugin for OpenID Connect, scopes, users, the client. */
async function configure(
  origin: string,
  issuer: string,
  redirectUris: readonly string[],
): Promise<void> {
  let cookie = '';
  const post = async (at: string, body: unknown) => {
    const response = await fetch(`${origin}/api${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${at}: ${await response.text()}`);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
  };
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await post('/auth/', { username: 'admin', password: 'password' });
  const parameters = {
    iss: issuer,
    'jwt-type': 'rsa',
    'jwt-key-size': '256',
    key: keys.privateKey,
    cert: keys.publicKey,
    'access-token-duration': 3600,
    'refresh-token-duration': 1_209_600,
    'code-duration': 600,
    'refresh-token-rolling': true,
    'refresh-token-one-use': 'always',
    'auth-type-code-enabled': true,
    'auth-type-refresh-enabled': true,
    'jwks-show': true,
    'pkce-allowed': true,
    'introspection-revocation-allowed': true,
    'introspection-revocation-allow-target-client': true,
    'subject-type': 'public',
    'name-claim': 'on-demand',
    'email-claim': 'on-demand',
    'name-claim-scope': ['profile'],
    'email-claim-scope': ['email'],
    'session-management-allowed': true,
    'session-cookie-name': 'GLEWLWYD2_OIDC_SID',
    'session-cookie-expiration': 2_419_200,
  };
  await post('/mod/plugin/', { module: 'oidc', name: 'oidc', display_name: 'oidc', parameters });
  for (const name of scopes.slice(1)) {
    await post('/scope/', {
      name,
      display_name: name,
      description: name,
      password_required: true,
      password_max_age: 0,
      scheme: {},
      scheme_required: {},
    });
  }
  for (const username of users) {
    const [name, email] = [`${username} Foreign`, `${username}@foreign.example`];
    await post('/user/', { username, name, email, password, enabled: true, scope: scopes });
  }
  await post('/client/', {
    client_id: 'desktop',
    name: 'Desktop',
    confidential: false,
    enabled: true,
    scope: [],
    authorization_type: ['code', 'refresh_token'],
    token_endpoint_auth_method: ['none'],
    redirect_uri: [identity.redirectUri, ...redirectUris],
    post_logout_redirect_uri: identity.signOutUri,
  });
}
