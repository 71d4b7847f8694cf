import type { MiddlewareHandler } from 'hono';

/** What was asked for and when, without anything secret: no query, no body. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  /** Milliseconds since the epoch, by the pool's clock. */
  readonly at: number;
  /** At the token endpoint: the `grant_type` that was sent. */
  readonly grantType?: string;
}

/** So many are kept, the newest: enough for any test, and no burden to a pool that runs for weeks. */
const keptRequests = 1000;

/**
 * Notes each request before it is handled.
 * @internal
 */
export function recordRequests(requests: RequestRecord[], clock: () => number): MiddlewareHandler {
  return async (c, next) => {
    const at = clock();
    const { method, path } = c.req;
    // A copy: the handler still has to read the body.
    const form = path === '/oauth2/token' ? new URLSearchParams(await c.req.text()) : null;
    const grantType = copyOf(form?.get('grant_type') ?? '');
    requests.push({ method, path, at, ...(grantType ? { grantType } : {}) });
    if (requests.length > keptRequests) requests.shift();
    await next();
  };
}

/** Part of a string keeps the whole of it in memory: here a body, with its refresh token. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
