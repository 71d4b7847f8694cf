import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';
import type { WrongClaim } from '../faults';
import type { Pool } from '../pool';
import { accessTokenHash } from './issue';
import type { SigningKey } from './signing-keys';

type Tokens = Record<string, unknown> & { access_token?: string; id_token?: string };

/** The token endpoint's answer with other claims under the same keys; what is no token stays. */
export async function falsify(
  { keys, issued }: Pick<Pool, 'keys' | 'issued'>,
  answer: Response,
  { token, set = {}, remove = [] }: WrongClaim,
): Promise<Response> {
  const tokens = (await answer.json()) as Tokens;
  const { access_token: access, id_token: id } = tokens;
  const change = (claims: JWTPayload) => {
    const changed = { ...claims, ...set };
    return Object.fromEntries(Object.entries(changed).filter(([name]) => !remove.includes(name)));
  };
  if (token === 'access' && access) {
    const wrong = await signAgain(access, keys.access, change);
    tokens.access_token = issued.add(wrong);
    if (id) {
      const rebind = (claims: JWTPayload) => ({ ...claims, at_hash: accessTokenHash(wrong) });
      tokens.id_token = issued.add(await signAgain(id, keys.id, rebind));
    }
  }
  if (token === 'id' && id) tokens.id_token = issued.add(await signAgain(id, keys.id, change));
  return Response.json(tokens, { status: answer.status, headers: answer.headers });
}

function signAgain(
  token: string,
  { kid, privateKey }: SigningKey,
  change: (claims: JWTPayload) => JWTPayload,
): Promise<string> {
  return new SignJWT(change(decodeJwt(token)))
    .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'RS256', kid })
    .sign(privateKey);
}
