import type { Context } from 'hono';
import type { Pool } from '../pool';

/**
 * Where a sign-in ends that was not finished within five minutes: on the login page, with "Something
 * went wrong" (managed-login page). Mailed codes live longer, so their pages do not ask for this until
 * they lead back to the client.
 */
export function startOver(where: { c: Context; pool: Pool; search: string }): Response {
  const { c, pool, search } = where;
  pool.pageData.start(c, 'took-too-long', '');
  return c.redirect(`/login${search}`);
}
