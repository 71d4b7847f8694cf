import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../faults';
import { applyFaults } from '../http/apply-faults';
import { listen } from '../http/listen';
import { loopbackOnly } from '../http/loopback-only';
import { type RequestRecord, recordRequests } from '../http/request-log';
import { noteScopes } from '../options/note-scopes';
import { customScopes } from '../options/resource-server';
import { bearerAuth, type WithCaller } from './bearer';
import { cognitoVerifier } from './cognito-verifier';
import { download } from './download';
import { noteRoutes } from './notes';

export type SampleApiEndpoint = '/me' | '/notes' | '/download';

/** A running sample API. For development and tests only. */
export interface SampleApi {
  readonly origin: string;
  /** What a client asks for to use all of it, beside what it wants of the person. */
  readonly scopes: readonly string[];
  /** What goes wrong at which endpoint. */
  readonly faults: Faults<SampleApiEndpoint>;
  /** The last thousand requests. */
  readonly requests: readonly RequestRecord[];
  /** Answers the next so many calls with 401, though their tokens are good. Default: one. */
  rejectNext(calls?: number): void;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

export interface SampleApiOptions {
  /** `iss` of the tokens that it takes. */
  readonly issuer: string;
  /** The app clients whose tokens it takes. */
  readonly clientIds: readonly string[];
  /** The certificate of an issuer at HTTPS, as PEM. */
  readonly ca?: string | undefined;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
}

/**
 * Starts an API on an origin of its own that takes a user pool's access tokens, checked as an API behind
 * Cognito has to. It goes by the computer's own clock, and like every API that only looks at tokens it
 * does not hear of revocations.
 * @throws UserPoolError `port_taken`
 */
export async function startSampleApi(options: SampleApiOptions): Promise<SampleApi> {
  const { issuer, clientIds, ca, host = '127.0.0.1', port = 0 } = options;
  const listener = await listen(host, port);
  const faults = new Faults<SampleApiEndpoint>();
  const requests: RequestRecord[] = [];
  let rejections = 0;
  const reject = (calls: number) => {
    rejections = calls;
  };
  const takeRejection = () => rejections > 0 && rejections-- > 0;
  const verifier = cognitoVerifier({ issuer, tokenUse: 'access', clientIds, ca });
  const app = new Hono<{ Bindings: HttpBindings }>()
    .use(loopbackOnly(host))
    .use(recordRequests(requests, Date.now))
    .use(applyFaults(faults))
    .route('/', sampleRoutes({ verifier, takeRejection }, reject));
  listener.handle((request, connection) => app.fetch(request, connection));
  return {
    origin: listener.origin,
    scopes: customScopes([noteScopes]),
    faults,
    requests,
    rejectNext: (calls = 1) => reject(calls),
    close: () => listener.close(),
  };
}

function sampleRoutes(
  options: Parameters<typeof bearerAuth>[0],
  reject: (calls: number) => void,
): Hono<WithCaller> {
  const anyScope = bearerAuth(options, null);
  return new Hono<WithCaller>()
    .use(async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
      c.header('X-Content-Type-Options', 'nosniff');
    })
    .get('/', (c) =>
      c.json({
        name: 'Sample API of the local user pool, for development only',
        calls: [
          'GET /me',
          'GET /notes',
          'POST /notes { "text": … }',
          'GET /download?megabytes=5&seconds=3',
          'POST /_local/reject-next: answers the next call with 401',
        ],
      }),
    )
    .post('/_local/reject-next', (c) => {
      reject(1);
      return c.body(null, 204);
    })
    .get('/me', anyScope, (c) => c.json(c.get('caller')))
    .get('/download', anyScope, download)
    .route('/notes', noteRoutes(options));
}
