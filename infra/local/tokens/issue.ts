import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { UnsignedToken } from '../hooks';
import type { Client } from '../options/app-client';
import { rolesOf } from '../options/group';
import type { Pool } from '../pool';
import type { Authentication } from '../store/refresh-tokens';
import { type User, usernameOf } from '../store/users';
import { asClaims, attributesOf, groupsOf, identitiesOf } from './claims';
import { createKey } from './signing-keys';

/**
 * Signs an access token. It names its client in `client_id`: Cognito sets no `aud` unless a
 * resource was asked for
 * (amazon-cognito-user-pools-using-the-access-token page).
 */
export function issueAccessToken(
  pool: Pool,
  client: Client,
  user: User,
  authentication: Authentication,
): Promise<string> {
  return signAccessToken(pool, {
    sub: user.sub,
    ...groupsOf(user),
    ...(authentication.resource === null ? {} : { aud: authentication.resource }),
    iss: pool.issuer,
    version: 2,
    client_id: client.id,
    ...originOf(client, authentication),
    event_id: authentication.eventId,
    token_use: 'access',
    scope: authentication.scopes.join(' '),
    auth_time: authentication.authTime,
    ...validity(pool, client.tokenLifetimes.access),
    ...tokenIdFor(client),
    username: usernameOf(user),
  });
}

/** An access token for the client itself: nobody signed in (define-resource-servers page). */
export function issueMachineToken(
  pool: Pool,
  client: Client,
  scopes: readonly string[],
): Promise<string> {
  const times = validity(pool, client.tokenLifetimes.access);
  return signAccessToken(pool, {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: times.iat,
    iss: pool.issuer,
    ...times,
    version: 2,
    ...tokenIdFor(client),
    client_id: client.id,
  });
}

async function signAccessToken(pool: Pool, claims: Record<string, unknown>): Promise<string> {
  const { kid, privateKey } = pool.keys.access;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ kid, alg: 'RS256' })
    .sign(privateKey);
  return pool.issued.add(token);
}

/**
 * Signs an ID token (amazon-cognito-user-pools-using-the-id-token page).
 * @param nonce that of the authorization request; `null` on refresh
 */
export async function issueIdToken(
  pool: Pool,
  client: Client,
  user: User,
  authentication: Authentication,
  accessToken: string,
  nonce: string | null,
): Promise<string> {
  const { id } = pool.keys;
  const unsigned: UnsignedToken = {
    header: { kid: id.kid, alg: 'RS256' },
    claims: {
      at_hash: accessTokenHash(accessToken),
      sub: user.sub,
      ...groupsOf(user),
      ...rolesOf(user, pool.settings.groups),
      ...asClaims(attributesOf(user, client, authentication.scopes)),
      ...identitiesOf(user),
      iss: pool.issuer,
      'cognito:username': usernameOf(user),
      ...(nonce === null ? {} : { nonce }),
      ...originOf(client, authentication),
      aud: client.id,
      event_id: authentication.eventId,
      token_use: 'id',
      auth_time: authentication.authTime,
      ...validity(pool, client.tokenLifetimes.id),
      ...tokenIdFor(client),
    },
  };
  const { claims, header } = pool.hooks.idToken?.(unsigned) ?? unsigned;
  const key = pool.hooks.signWith === 'wrong-key' ? await createKey() : id;
  return pool.issued.add(await sign(claims, header, key.privateKey));
}

async function sign(
  claims: Record<string, unknown>,
  header: UnsignedToken['header'],
  key: CryptoKey,
): Promise<string> {
  if (header.alg === 'RS256') return new SignJWT(claims).setProtectedHeader(header).sign(key);
  // A hook asked for an algorithm that this key has no business with, `none` for instance.
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.`;
}

/** With revocation and rotation both off there is nothing that these would be good for. */
function hasTokenIds({ revocation, refreshTokenRotation }: Client): boolean {
  return revocation || refreshTokenRotation !== null;
}

function originOf(client: Client, { originJti }: Authentication): Record<string, unknown> {
  return hasTokenIds(client) ? { origin_jti: originJti } : {};
}

function tokenIdFor(client: Client): Record<string, unknown> {
  return hasTokenIds(client) ? { jti: randomUUID() } : {};
}

function validity(pool: Pool, lifetimeSeconds: number): { iat: number; exp: number } {
  const iat = Math.floor(pool.settings.clock() / 1000);
  return { iat, exp: iat + lifetimeSeconds };
}

/** OpenID Connect Core §3.1.3.6: the left half of the access token's SHA-256. */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}
