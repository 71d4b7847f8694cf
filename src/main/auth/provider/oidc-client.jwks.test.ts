import { expect, it } from 'vitest';
import { fetchJwks } from './signing-keys';

const metadata = { issuer: 'https://issuer', jwks_uri: 'https://issuer/jwks' };

it('SEC-12: gives the keys as just old enough to be asked for once more', async () => {
  const asked: unknown[] = [];
  const { jwks, uat } = await fetchJwks(metadata, async (url, { method, headers, redirect }) => {
    asked.push(url, method, headers, redirect);
    return Response.json({ keys: [] });
  });
  expect(asked).toEqual([metadata.jwks_uri, 'GET', { accept: 'application/json' }, 'manual']);
  expect(jwks).toEqual({ keys: [] });
  const age = Date.now() / 1000 - uat;
  expect(age).toBeGreaterThanOrEqual(60);
  expect(age).toBeLessThan(90);
});

it('takes no answer for keys that is no success', async () => {
  const missing = fetchJwks(metadata, async () => Response.json({ keys: [] }, { status: 404 }));
  await expect(missing).rejects.toMatchObject({ code: 'provider-invalid-response' });
});
