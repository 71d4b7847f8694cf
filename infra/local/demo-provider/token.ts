import type { Context } from 'hono';
import { formBody } from '../endpoints/form-body';
import { isSame } from '../tokens/is-same';
import { isVerifierRight } from '../tokens/pkce';
import type { Demo } from './demo';
import { issueIdToken } from './id-token';
import type { DemoClient, DemoStore } from './store';

/** `POST /token` (OpenID Connect Core §3.1.3). */
export function token(demo: Demo) {
  return async (c: Context): Promise<Response> => {
    c.header('Cache-Control', 'no-store');
    const form = await formBody(c);
    if (!form) return c.json({ error: 'invalid_request' }, 400);
    const client = authenticate(demo.store, form, c.req.header('authorization'));
    if (!client) {
      c.header('WWW-Authenticate', 'Basic realm="demo provider"'); // RFC 6749 §5.2
      return c.json({ error: 'invalid_client' }, 401);
    }
    if (form.get('grant_type') !== 'authorization_code') {
      return c.json({ error: 'unsupported_grant_type' }, 400);
    }
    const grant = demo.store.codes.take(form.get('code') ?? '');
    const isRight =
      grant?.clientId === client.clientId &&
      grant.redirectUri === form.get('redirect_uri') &&
      isVerifierRight(form.get('code_verifier'), grant.codeChallenge);
    if (!isRight) return c.json({ error: 'invalid_grant' }, 400);
    const accessToken = demo.store.accessTokens.add(grant);
    return c.json({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: demo.store.accessTokens.lifetimeSeconds,
      scope: grant.scopes.join(' '),
      id_token: await issueIdToken(demo, grant, accessToken),
    });
  };
}

/** By `client_secret_post` or `client_secret_basic`, never both (RFC 6749 §2.3). */
function authenticate(
  { clients }: DemoStore,
  form: URLSearchParams,
  header: string | undefined,
): DemoClient | undefined {
  const basic = /^Basic ([\w+/=]+)$/i.exec(header ?? '')?.[1];
  if (header !== undefined && (basic === undefined || form.has('client_secret'))) return undefined;
  const [id, secret] =
    basic === undefined
      ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
      : Buffer.from(basic, 'base64').toString().split(':').map(formDecode);
  const client = clients.get(id ?? '');
  return client && isSame(client.clientSecret, secret ?? '') ? client : undefined;
}

/** RFC 6749 §2.3.1: both halves are form-encoded first. */
function formDecode(text: string): string {
  return new URLSearchParams(`x=${text}`).get('x') ?? '';
}
