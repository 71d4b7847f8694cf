import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../faults';
import type { Hooks } from '../hooks';
import { applyFaults } from '../http/apply-faults';
import { listen } from '../http/listen';
import { loopbackOnly } from '../http/loopback-only';
import { type RequestRecord, recordRequests } from '../http/request-log';
import { demoRoutes } from './routes';
import { type DemoClient, DemoStore } from './store';

export type { DemoClient } from './store';

export type DemoEndpoint =
  | '/.well-known/openid-configuration'
  | '/jwks'
  | '/authorize'
  | '/token'
  | '/userinfo';

/** A running demo provider. For development and tests only. */
export interface DemoProvider {
  /** `iss`, and the origin of all that it serves. */
  readonly issuer: string;
  /** Lets a relying party in. The same `clientId` again replaces it. */
  register(client: DemoClient): void;
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
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

/**
 * Starts an OpenID provider on an origin of its own that stands in for Google and the like: it
 * believes whatever it is told. All else is as OpenID Connect Core has it: codes once and with PKCE,
 * client secrets, signed ID tokens with the nonce, userinfo, a session.
 * @throws UserPoolError `port_taken`
 */
export async function startDemoProvider({
  host = '127.0.0.1',
  port = 0,
  clock = Date.now,
}: DemoProviderOptions = {}): Promise<DemoProvider> {
  const listener = await listen(host, port);
  const issuer = listener.origin;
  const store = await DemoStore.create(clock);
  const hooks: DemoProvider['hooks'] = {};
  const faults = new Faults<DemoEndpoint>();
  const requests: RequestRecord[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>()
    .use(loopbackOnly(host))
    .use(recordRequests(requests, clock))
    .use(applyFaults(faults))
    .route('/', demoRoutes({ issuer, store, hooks, clock }));
  listener.handle((request, connection) => app.fetch(request, connection));
  return {
    issuer,
    register: (client) => void store.clients.set(client.clientId, client),
    hooks,
    faults,
    requests,
    close: () => listener.close(),
  };
}
