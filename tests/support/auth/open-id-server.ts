import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';

/** A small OpenID provider that is not Cognito: everything on one origin, found by discovery. */
export interface OpenIdServer {
  readonly issuer: string;
  /** Changes the discovery document. */
  metadata: Record<string, unknown>;
  /** Requests so far, as `METHOD path`. */
  readonly requests: string[];
  /** ID tokens given so far. */
  readonly idTokens: string[];
  /** The nonce that the next ID token carries. */
  nonce: string;
  close(): void;
}

export const openIdClientId = 'desktop';

const keyPairs = new Map<string, Promise<GenerateKeyPairResult>>();

/** One for each algorithm, since making an RSA key takes longer than all the rest. */
function keyPair(algorithm: string): Promise<GenerateKeyPairResult> {
  const made = keyPairs.get(algorithm) ?? generateKeyPair(algorithm);
  keyPairs.set(algorithm, made);
  return made;
}

/**
 * @param algorithm what ID tokens are signed with
 * @param path of the issuer, for instance `/tenant/`
 */
export async function startOpenIdServer(algorithm = 'RS256', path = ''): Promise<OpenIdServer> {
  const { publicKey, privateKey } = await keyPair(algorithm);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', use: 'sig' }] };
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', server.issuer);
    server.requests.push(`${request.method} ${pathname}`);
    void answer(pathname, request.method).then((body) => {
      response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const issuer = origin + path;
  const issuerPath = path.replace(/\/$/, '');
  const server: OpenIdServer = {
    issuer,
    metadata: {},
    requests: [],
    idTokens: [],
    nonce: '',
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };

  async function answer(path: string, method?: string): Promise<object | null> {
    // Discovery §4.1: a slash at the end of the issuer is left out.
    if (path === `${issuerPath}/.well-known/openid-configuration`) {
      return {
        issuer,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/jwks`,
        revocation_endpoint: `${origin}/revoke`,
        end_session_endpoint: `${origin}/end`,
        id_token_signing_alg_values_supported: [algorithm, 'HS256', 'none'],
        ...server.metadata,
      };
    }
    if (path === '/jwks') return jwks;
    if (path === '/revoke') return {};
    if (path !== '/token' || method !== 'POST') return null;
    const idToken = await new SignJWT({ nonce: server.nonce, preferred_username: 'ann' })
      .setProtectedHeader({ alg: algorithm, kid: 'one' })
      .setIssuer(issuer)
      .setAudience(openIdClientId)
      .setSubject('person')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    server.idTokens.push(idToken);
    return {
      access_token: 'access',
      refresh_token: 'refresh',
      id_token: idToken,
      token_type: 'Bearer',
      expires_in: 3600,
    };
  }
  return server;
}
