import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
// XSRF-TOKEN: https://github.com/amazon-archives/amazon-cognito-auth-js/issues/52
describe('the cookies of the domain', () => {
  let managed: UserPool;
  let classic: UserPool;
  beforeAll(async () => {
    managed = await startTestPool({ managedLogin: true });
    classic = await startTestPool();
  });
  afterAll(() => Promise.all([managed.close(), classic.close()]));

  /** Every `Set-Cookie` of a sign-in and a forgotten password, by name; the values left out. */
  async function cookiesOf(pool: UserPool): Promise<Record<string, string>> {
    const set: Record<string, string> = {};
    const jar = new Map<string, string>();
    const fetched = async (path: string, body?: URLSearchParams) => {
      const headers = { cookie: [...jar].map((pair) => pair.join('=')).join('; ') };
      const init = body === undefined ? {} : { method: 'POST', body };
      const response = await fetch(`${pool.domain}${path}`, {
        ...init,
        headers,
        redirect: 'manual',
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
        jar.set(name, value);
        set[name] = attributes;
      }
    };
    const query = authorizationQuery(pool, { lang: 'de' });
    const { username, password } = pool.user;
    const form = (fields: Record<string, string>) =>
      new URLSearchParams({ _csrf: jar.get('XSRF-TOKEN') ?? '', ...fields });
    await fetched(`/login?${query}`);
    await fetched(`/forgotPassword?${query}`, form({ username }));
    await fetched(`/login?${query}`, form({ username, password }));
    return set;
  }

  // Not Secure: the pool speaks plain HTTP by default. No Domain: they go to this host alone.
  const untilTheBrowserEnds = '; Path=/; HttpOnly; SameSite=Lax';
  const everywhere = {
    'XSRF-TOKEN': untilTheBrowserEnds,
    'csrf-state': untilTheBrowserEnds,
    // For browsers that misread SameSite.
    'csrf-state-legacy': '; Path=/; HttpOnly',
    'page-data': untilTheBrowserEnds,
    cognito: '; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax',
  };

  it('are those six in managed login', async () => {
    expect(await cookiesOf(managed)).toEqual({ ...everywhere, lang: untilTheBrowserEnds });
  });

  it('are the same in the classic hosted UI, but for the language', async () => {
    expect(await cookiesOf(classic)).toEqual(everywhere);
  });
});
