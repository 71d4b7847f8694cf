import type { CustomFetch, ExportedJWKSCache, ServerMetadata } from 'openid-client';
import { AppError } from '../../problems/app-error';

/** The library asks again for an unknown key when the set it has is at least this old, in s. */
const refetchAge = 60;

/**
 * The provider's signing keys, in the form that openid-client takes as its cache.
 *
 * Fetched ahead, they are marked as just old enough to be fetched again once: a provider may rotate
 * its keys between this and the signing. What the library fetches itself it keeps for a minute at
 * least, so that unknown keys cannot make it ask without end (SEC-12). The response's content is left to
 * the library to check: it uses no cache that is not a set of keys, and passes over keys it can't use
 * (RFC 7517 §5).
 *
 * @throws AppError of the network, `provider-invalid-response`, or `SyntaxError` when it is no JSON
 */
export async function fetchJwks(
  metadata: ServerMetadata,
  fetch: CustomFetch,
): Promise<ExportedJWKSCache> {
  const response = await fetch(metadata.jwks_uri ?? '', {
    method: 'GET',
    body: undefined,
    headers: { accept: 'application/json' },
    redirect: 'manual',
  });
  if (response.status !== 200) throw new AppError('provider-invalid-response');
  const jwks: ExportedJWKSCache['jwks'] = await response.json();
  return { jwks, uat: Math.floor(Date.now() / 1000) - refetchAge };
}
