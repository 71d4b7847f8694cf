import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clientCredentialsGrant,
  discovery,
  enableNonRepudiationChecks,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserPool } from '../index';
import { cognitoVerifier } from '../sample-api/cognito-verifier';
import { signInAt } from '../testing/sign-in-at';
import { startTestPool } from '../testing/test-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

// With the two characters of Cognito's that Basic authentication has to escape (RFC 6749 §2.3.1).
const secret = 'a_secret_with+both';
const website = { id: 'website_backend', secret, redirectUris: ['http://localhost:3000/back'] };
const machine = { id: 'night+job', secret, scopes: ['api/read'] };

let pool: UserPool;
beforeEach(async () => {
  pool = await startTestPool({
    resourceServers: [{ identifier: 'api', scopes: ['read', 'write'] }],
    clients: [website, { ...machine, flows: ['client_credentials'] }],
  });
});
afterEach(() => pool.close());

for (const [name, authentication] of [
  ['client_secret_basic', ClientSecretBasic],
  ['client_secret_post', ClientSecretPost],
] as const) {
  describe(`openid-client, unmodified, by ${name}`, () => {
    it('signs in, refreshes and revokes', async () => {
      const client = await connect(website.id, authentication(secret));
      const tokens = await signIn(client);
      expect(tokens.claims()).toMatchObject({ aud: website.id, email: pool.user.username });
      const refreshToken = tokens.refresh_token ?? '';
      const next = await refreshTokenGrant(client, refreshToken);
      expect(next.claims()?.sub).toBe(tokens.claims()?.sub);
      await tokenRevocation(client, refreshToken);
      await expect(refreshTokenGrant(client, refreshToken)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });

    it('gets a token for the client itself, which aws-jwt-verify takes', async () => {
      const client = await connect(machine.id, authentication(secret));
      const { access_token, refresh_token } = await clientCredentialsGrant(client, {
        scope: 'api/read',
      });
      expect(refresh_token).toBeUndefined();
      const verifier = cognitoVerifier({
        issuer: pool.issuer,
        tokenUse: 'access',
        clientIds: [machine.id],
      });
      await expect(verifier.verify(access_token, { scope: 'api/read' })).resolves.toMatchObject({
        client_id: machine.id,
        sub: machine.id,
      });
      await expect(clientCredentialsGrant(client, { scope: 'api/write' })).rejects.toMatchObject({
        error: 'invalid_scope',
      });
    });

    it('is refused with another secret', async () => {
      const client = await connect(website.id, authentication('another'));
      await expect(signIn(client)).rejects.toMatchObject({ error: 'invalid_client', status: 400 });
    });
  });
}

function connect(clientId: string, authentication: ClientAuth): Promise<Configuration> {
  return discovery(new URL(pool.issuer), clientId, undefined, authentication, {
    execute: [allowInsecureRequests, enableNonRepudiationChecks],
  });
}

async function signIn(client: Configuration) {
  const pkceCodeVerifier = randomPKCECodeVerifier();
  const url = buildAuthorizationUrl(client, {
    redirect_uri: website.redirectUris[0] ?? '',
    scope: 'openid email',
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return authorizationCodeGrant(client, await signInAt(pool, url), { pkceCodeVerifier });
}
