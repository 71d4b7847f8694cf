import type { UserPool } from '@repo/local-user-pool';
import type { CodeExchange } from '../../../src/main/auth/provider/oidc-client';
import { OidcClient } from '../../../src/main/auth/provider/oidc-client';
import { createAuthorizationRequest } from '../../../src/main/auth/sign-in/authorization-request';
import { ManualClock } from './fakes';
import { HostedUi } from './hosted-ui';
import { poolConfig } from './rig';

const { signal } = new AbortController();

export function clientOf(pool: UserPool): OidcClient {
  return new OidcClient({ config: poolConfig(pool), fetch, clock: new ManualClock() });
}

/** A whole sign-in: the person at the hosted UI, then the exchange. */
export async function exchangeAt(
  pool: UserPool,
  client = clientOf(pool),
  changes: Partial<CodeExchange> = {},
) {
  const config = poolConfig(pool);
  const metadata = await client.metadata.get(signal);
  const intent = { intent: 'sign-in' } as const;
  const request = createAuthorizationRequest(config, metadata, config.redirectUri, intent);
  const callback = new URL(await new HostedUi(pool).signIn(request.url));
  const code = callback.searchParams.get('code') ?? '';
  return client.exchange({ ...request, code, begunAt: 0, maxAgeMs: null, ...changes }, signal);
}
