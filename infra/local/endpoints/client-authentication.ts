import type { Context } from 'hono';
import { type Client, findClient } from '../options/app-client';
import type { Pool } from '../pool';
import { isSame } from '../util/is-same';

/** Who calls the token or revocation endpoint, or the body of the error that says why not. */
export type ClientAuthentication =
  | { readonly client: Client; readonly error?: undefined }
  | { readonly client?: undefined; readonly error: OAppError };

export interface OAppError {
  readonly error: string;
  readonly error_description?: string;
}

const invalidClient = { error: { error: 'invalid_client' } };

/**
 * Public clients say who they are; confidential ones prove it by `client_secret_basic` or
 * `client_secret_post` (token-endpoint page). The status of the error is the endpoint's choice.
 */
export function authenticateClient(
  pool: Pool,
  c: Context,
  form: URLSearchParams,
): ClientAuthentication {
  const header = c.req.header('authorization');
  const basic = header === undefined ? undefined : basicCredentials(header);
  if (header !== undefined && !basic) return invalidClient;
  const postedId = form.get('client_id');
  const postedSecret = form.get('client_secret') || null;
  const id = basic?.id ?? postedId;
  // RFC 6749 §2.3: one way of authenticating per request, and for one client.
  if (basic && postedSecret !== null) return { error: { error: 'invalid_request' } };
  const client = findClient(pool.settings, id);
  if (!client || (postedId && postedId !== id)) return invalidClient;
  const secret = basic?.secret || postedSecret;
  if (client.secret === null) return secret === null ? { client } : invalidClient;
  if (secret !== null && isSame(secret, client.secret)) return { client };
  return { error: { error: 'invalid_client', error_description: 'invalid_client_secret' } };
}

/** RFC 6749 §2.3.1. A bare `+` is taken as it is: Cognito's secrets may hold one, and no spaces. */
function basicCredentials(header: string): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(header)?.[1] ?? '';
  const [, id, secret] = /^([^:]+):(.*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
  } catch {
    return undefined;
  }
}
