import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../faults';
import type { IdentityProvider, PlayedProvider } from '../federation/identity-provider';
import type { Hooks } from '../hooks';
import { applyFaults } from '../http/apply-faults';
import { listen } from '../http/listen';
import { loopbackOnly } from '../http/loopback-only';
import { type RequestRecord, recordRequests } from '../http/request-log';

export type DemoEndpoint =
  | '/.well-known/openid-configuration'
  | '/jwks'
  | '/authorize'
  | '/token'
  | '/userinfo';

/** A client of the demo provider, as it would be registered in a provider's console. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Compared as exact strings (RFC 9700 §2.1). */
  readonly redirectUris: readonly string[];
  /** The provider that is emulated for this client, shown on the page: `Google`. */
  readonly plays: string;
}

/** A running demo provider. For development and tests only. */
export interface DemoProvider {
  /** `iss`, and the origin of every page and endpoint. */
  readonly issuer: string;
  /** Registers a client. The same `clientId` again replaces it. */
  register(client: DemoClient): void;
  /** Set these to make the provider misbehave. */
  readonly hooks: Pick<Hooks, 'idToken' | 'signWith'>;
  /** What goes wrong at which endpoint. */
  readonly faults: Faults<DemoEndpoint>;
  /** Every request so far. */
  readonly requests: readonly RequestRecord[];
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

export interface DemoProviderOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
}

/**
 * Starts an OpenID provider on an origin of its own that emulates Google and the like. Its page signs in
 * any e-mail address without a password; the protocol is oidc-provider's.
 * @throws UserPoolError `port_taken`
 */
export async function startDemoProvider({
  host = '127.0.0.1',
  port = 0,
}: DemoProviderOptions = {}): Promise<DemoProvider> {
  // Lazily: a pool without demo providers starts faster.
  const [{ DemoIssuer }, { demoPages }] = await Promise.all([
    import('./issuer'),
    import('./pages'),
  ]);
  const listener = await listen(host, port);
  const { origin } = listener;
  const clients = new Map<string, DemoClient>();
  const hooks: DemoProvider['hooks'] = {};
  const faults = new Faults<DemoEndpoint>();
  const requests: RequestRecord[] = [];
  const issuer = await DemoIssuer.create(origin, clients, hooks);
  const app = new Hono<{ Bindings: HttpBindings }>()
    .use(loopbackOnly(host))
    .use(recordRequests(requests, Date.now))
    .use(applyFaults(faults))
    .route('/', demoPages(issuer));
  listener.handle((request, connection) => app.fetch(request, connection));
  return {
    issuer: origin,
    register: (client) => void clients.set(client.clientId, client),
    hooks,
    faults,
    requests,
    close: () => listener.close(),
  };
}

/**
 * Registers a pool at the demo provider, once for each provider to emulate.
 * @param redirectUri the pool's `/oauth2/idpresponse`
 * @returns the pool's settings for each
 */
export function registerPool(
  demo: DemoProvider,
  played: readonly PlayedProvider[],
  redirectUri: string,
): readonly IdentityProvider[] {
  return played.map((provider) => {
    const clientId = `local-user-pool-${provider.name}`;
    const clientSecret = randomBytes(24).toString('base64url');
    demo.register({ clientId, clientSecret, redirectUris: [redirectUri], plays: provider.name });
    return { ...provider, issuer: demo.issuer, clientId, clientSecret };
  });
}
