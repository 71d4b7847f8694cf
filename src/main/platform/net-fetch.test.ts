import { expect, it } from 'vitest';
import { createProviderFetch } from './net-fetch';

it('never sends or keeps cookies and never writes to a cache, whatever is asked (SEC-51)', async () => {
  const calls: unknown[][] = [];
  const fetch = createProviderFetch({
    fetch: async (...call) => {
      calls.push(call);
      return new Response('ok');
    },
  });
  const body = 'grant_type=refresh_token';
  await fetch(new URL('https://pool.example/oauth2/token'), {
    method: 'POST',
    body,
    redirect: 'manual',
    credentials: 'include',
    cache: 'default',
  });
  const init = { method: 'POST', body, redirect: 'manual', credentials: 'omit', cache: 'no-store' };
  expect(calls).toEqual([['https://pool.example/oauth2/token', init]]);
});
