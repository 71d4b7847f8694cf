import { jwtVerify } from 'jose';
import type { Pool } from '../pool';

export interface AccessToken {
  readonly sub: string;
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
    const { sub, scope, token_use, origin_jti } = payload;
    if (token_use !== 'access' || typeof sub !== 'string' || typeof scope !== 'string') return;
    if (typeof origin_jti !== 'string' || pool.refreshTokens.isRevoked(origin_jti)) return;
    return { sub, scopes: scope.split(' ') };
  } catch {
    return undefined;
  }
}
