import { jwtVerify } from 'jose';
import { type Client, findClient } from '../app-client';
import type { Pool } from '../pool';

export interface AccessToken {
  /** The person's, or the client's own id after `client_credentials`. */
  readonly sub: string;
  readonly client: Client;
  readonly scopes: readonly string[];
}

/** Who a bearer token is for; `undefined` when it is forged, expired, revoked or of another kind. */
export async function verifyAccessToken(
  pool: Pool,
  token: string,
): Promise<AccessToken | undefined> {
  try {
    const signedWith = ({ kid }: { kid?: string }) => {
      const key = pool.keys.findAccessKey(kid);
      if (!key) throw new Error('no such key');
      return key.publicKey;
    };
    const { payload } = await jwtVerify(token, signedWith, {
      algorithms: ['RS256'],
      issuer: pool.issuer,
      currentDate: new Date(pool.settings.clock()),
    });
    const { sub, scope, token_use, client_id: clientId, event_id: eventId } = payload;
    if (token_use !== 'access' || typeof sub !== 'string' || typeof scope !== 'string') return;
    const client = typeof clientId === 'string' ? findClient(pool.settings, clientId) : undefined;
    if (!client || (typeof eventId === 'string' && pool.refreshTokens.isRevoked(eventId))) return;
    return { sub, client, scopes: scope.split(' ') };
  } catch {
    return undefined;
  }
}
