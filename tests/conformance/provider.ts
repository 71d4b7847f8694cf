import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { keys, publicJwk, signed } from './keys';
import type { Script } from './script';

export const clientId = 'desktop';
export const subject = 'person';

/** Where the provider has its endpoints: where a Cognito domain has them. */
export const paths = {
  discovery: '/.well-known/openid-configuration',
  keys: '/.well-known/jwks.json',
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  revoke: '/oauth2/revoke',
  userInfo: '/oauth2/userInfo',
} as const;

/**
 * An OpenID provider over loopback HTTP that lies as its script says, and keeps to the protocol where
 * the script says nothing. Its issuer is its origin, for both kinds of provider that the app knows.
 */
export interface HostileProvider {
  readonly origin: string;
  /** Another server, which nobody may be led to. */
  readonly attacker: string;
  script: Script;
  /** Requests since `reset`, as `METHOD /path`. */
  readonly requests: string[];
  /** Requests to the attacker's server, ever. */
  readonly attackerRequests: string[];
  /** Every URL and header that was sent to the provider since `reset`, as one text. */
  readonly seen: string[];
  /** What was asked for last. */
  scopes: readonly string[];
  /** Of the last authorization request. */
  lastNonce: string;
  /** How many refresh tokens it would still take. */
  readonly liveTokens: number;
  /** How many token answers there were since `reset`; tokens carry the number. */
  issued: number;
  reset(): void;
  close(): void;
}

export async function startHostileProvider(): Promise<HostileProvider> {
  const codes = new Map<string, { nonce: string; challenge: string; redirectUri: string }>();
  const refreshTokens = new Set<string>();
  const attackerRequests: string[] = [];
  const attacker = await listen((request, response) => {
    attackerRequests.push(`${request.method} ${request.url}`);
    response.end(JSON.stringify({ keys: [publicJwk(keys.second)] }));
  });
  const own = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.origin);
    const line = `${request.method} ${pathname}`;
    provider.requests.push(line);
    // The one place where a token belongs into a header (RFC 6750 §2.1).
    const { authorization, ...headers } = request.headers;
    const seen = line === `GET ${paths.userInfo}` ? { headers } : { headers, authorization };
    provider.seen.push(`${request.url} ${JSON.stringify(seen)}`);
    // The date that the test has set; Node's own header has the real one.
    response.setHeader('date', new Date().toUTCString());
    const raw = provider.script.raw?.[line];
    if (raw !== undefined) return raw(request, response);
    const json = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (line === `GET ${paths.discovery}`) return json(200, discovery(provider));
    if (line === `GET ${paths.keys}`) return json(200, { keys: publishedKeys(provider) });
    if (line === `GET ${paths.authorize}`) {
      const code = randomUUID();
      const given = (name: string) => searchParams.get(name) ?? '';
      codes.set(code, {
        nonce: given('nonce'),
        challenge: given('code_challenge'),
        redirectUri: given('redirect_uri'),
      });
      provider.lastNonce = given('nonce');
      provider.scopes = given('scope').split(' ');
      response.writeHead(302, { location: callback(provider, searchParams, code) });
      return response.end();
    }
    if (line === `POST ${paths.revoke}`) {
      return void text(request).then((form) => {
        refreshTokens.delete(new URLSearchParams(form).get('token') ?? '');
        json(200, {});
      });
    }
    if (line === `GET ${paths.userInfo}`) {
      const isKnown = authorization === `Bearer access-${provider.issued}`;
      return isKnown ? json(200, { sub: subject, ...provider.script.userInfo }) : json(401, {});
    }
    if (line !== `POST ${paths.token}`) return json(404, {});
    return void grant(request).then((nonce) => {
      if (nonce === undefined) return json(400, { error: 'invalid_grant' });
      const answer = tokenAnswer(provider, nonce);
      refreshTokens.add(answer.refresh_token);
      const {
        answer: changes,
        answerBytes = 0,
        answerStatus = 200,
        answerHeaders,
      } = provider.script;
      const body = JSON.stringify({ ...answer, ...changes }).padEnd(answerBytes);
      return json(answerStatus, body, answerHeaders);
    });
  });

  /** @returns the nonce for the ID token; `null`: none, as at a refresh; `undefined`: refused */
  async function grant(request: IncomingMessage): Promise<string | null | undefined> {
    const form = new URLSearchParams(await text(request));
    if (form.get('client_id') !== clientId) return undefined;
    if (form.get('grant_type') === 'refresh_token') {
      return refreshTokens.delete(form.get('refresh_token') ?? '') ? null : undefined;
    }
    const pending = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isProven = pending?.challenge === challenge.digest('base64url');
    return isProven && pending.redirectUri === form.get('redirect_uri') ? pending.nonce : undefined;
  }

  const provider: HostileProvider = {
    origin: originOf(own),
    attacker: originOf(attacker),
    script: {},
    requests: [],
    attackerRequests,
    seen: [],
    scopes: [],
    get liveTokens() {
      return refreshTokens.size;
    },
    lastNonce: '',
    issued: 0,
    reset: () => {
      provider.script = {};
      provider.issued = 0;
      refreshTokens.clear();
      provider.requests.length = 0;
      provider.seen.length = 0;
    },
    close: () => {
      for (const server of [own, attacker]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return provider;
}

function discovery({ origin, script }: HostileProvider): object {
  return {
    issuer: origin,
    authorization_endpoint: origin + paths.authorize,
    token_endpoint: origin + paths.token,
    jwks_uri: origin + paths.keys,
    revocation_endpoint: origin + paths.revoke,
    userinfo_endpoint: origin + paths.userInfo,
    end_session_endpoint: `${origin}/logout`,
    id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    ...script.discovery,
  };
}

function publishedKeys({ script, requests }: HostileProvider): readonly unknown[] {
  const times = requests.filter((line) => line === `GET ${paths.keys}`).length;
  const later = times > 1 ? script.keysLater : undefined;
  return later ?? script.keys ?? [publicJwk(keys.first)];
}

function callback({ script }: HostileProvider, asked: URLSearchParams, code: string): string {
  const url = new URL(asked.get('redirect_uri') ?? '');
  const parameters = { code, state: asked.get('state') ?? '', ...script.callback };
  for (const [name, value] of Object.entries(parameters)) {
    const values = value === undefined || typeof value === 'string' ? [value] : value;
    for (const one of values) if (one !== undefined) url.searchParams.append(name, one);
  }
  return script.redirect?.(url.href) ?? url.href;
}

function tokenAnswer(provider: HostileProvider, nonce: string | null) {
  const number = ++provider.issued;
  return {
    access_token: `access-${number}`,
    refresh_token: `refresh-${number}-${randomUUID()}`,
    ...(provider.scopes.includes('openid') ? { id_token: idToken(provider, nonce) } : {}),
    token_type: 'Bearer',
    expires_in: 3600,
  };
}

function idToken({ origin, script, scopes }: HostileProvider, nonce: string | null): unknown {
  const now = Math.floor(Date.now() / 1000);
  const key = script.signWith ?? keys.first;
  const header = { alg: key.alg, kid: key.kid, ...script.header };
  const claims = {
    iss: origin,
    aud: clientId,
    sub: subject,
    iat: now,
    exp: now + 3600,
    auth_time: now,
    token_use: 'id',
    ...(scopes.includes('profile') ? { name: 'Ann Lee' } : {}),
    ...(scopes.includes('email') ? { email: 'ann@example.com' } : {}),
    ...(nonce === null ? {} : { nonce }),
    ...script.claims,
  };
  const honest = signed(key, header, claims);
  return script.idToken === undefined ? honest : script.idToken({ header, claims }, honest);
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
