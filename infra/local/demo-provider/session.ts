import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { DemoPerson, DemoStore } from './store';

/** A name of its own, since cookies know no ports and the pool is on the same host. */
const cookieName = 'demo-provider';

export function startSession(c: Context, { sessions }: DemoStore, person: DemoPerson): void {
  const id = sessions.add(person);
  setCookie(c, cookieName, id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: sessions.lifetimeSeconds,
  });
}

export function findSession(c: Context, { sessions }: DemoStore): DemoPerson | undefined {
  return sessions.find(getCookie(c, cookieName) ?? '');
}

export function endSession(c: Context, { sessions }: DemoStore): void {
  sessions.take(getCookie(c, cookieName) ?? '');
}
