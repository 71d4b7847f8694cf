import type { Context } from 'hono';

/** The fields of a form body, or `null` when the body is something else. */
export async function formBody(c: Context): Promise<URLSearchParams | null> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return null;
  return new URLSearchParams(await c.req.text());
}

/** Whether there is a `Content-Type` that names no media type, one in quotes for instance. */
export function isContentTypeMalformed(c: Context): boolean {
  const type = c.req.header('content-type');
  // The characters of RFC 6838 §4.2.
  return type !== undefined && !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;.*)?$/.test(type);
}
