import { errors, jwtVerify } from 'jose';
import { type Client, findClient } from '../options/app-client';
import type { Pool } from '../pool';

export interface AccessToken {
  readonly kind: 'valid';
  /** The person's, or the client's own id after `client_credentials`. */
  readonly sub: string;
  readonly client: Client;
  readonly scopes: readonly string[];
}

/** What there is to say about a bearer token. `invalid`: forged, or of another kind. */
export type AccessTokenCheck =
  | AccessToken
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'revoked' };

/** Checks an access token as Cognito's own endpoints do: the signature, the end, and revocations. */
export async function checkAccessToken(pool: Pool, token: string): Promise<AccessTokenCheck> {
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
    const client = typeof clientId === 'string' ? findClient(pool.settings, clientId) : undefined;
    if (token_use !== 'access' || !client) return { kind: 'invalid' };
    if (typeof sub !== 'string' || typeof scope !== 'string') return { kind: 'invalid' };
    if (typeof eventId === 'string' && pool.refreshTokens.isRevoked(eventId)) {
      return { kind: 'revoked' };
    }
    return { kind: 'valid', sub, client, scopes: scope.split(' ') };
  } catch (error) {
    return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}
