import type { Context } from 'hono';
import type { AuthorizationRequest } from '../endpoints/authorization-request';
import type { Pool } from '../pool';
import type { Frame } from './frame';
import type { PageText } from './text/texts';

/** What a page of the hosted UI works with. Its query is an authorization request's. */
export interface PageContext {
  readonly c: Context;
  readonly pool: Pool;
  readonly request: AuthorizationRequest;
  /** The query as it came, `?` included; pages hand it on to each other. */
  readonly search: string;
  readonly csrf: string;
  readonly frame: Frame;
  /** The frame's. */
  readonly text: PageText;
}
