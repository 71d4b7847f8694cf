import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import Provider, { type Adapter, type Configuration, interactionPolicy } from 'oidc-provider';
import { createKey, type SigningKey } from '../tokens/signing-keys';
import type { DemoClient, DemoProvider } from './index';
import { memoryAdapter } from './memory-adapter';
import { errorPage } from './pages';

export interface DemoPerson {
  readonly email: string;
  /** Empty: the provider has no name to tell. */
  readonly name: string;
}

/** Node's side of a request. */
export interface NodePair {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

const scope = 'openid email profile';
const hour = 3600;

/** oidc-provider, set up to sign in any user who enters an e-mail address. */
export class DemoIssuer {
  readonly provider: Provider;
  readonly #clients: ReadonlyMap<string, DemoClient>;
  readonly #people = new Map<string, DemoPerson>();
  readonly #responses = new WeakMap<IncomingMessage, Response>();

  private constructor(
    issuer: string,
    clients: ReadonlyMap<string, DemoClient>,
    key: SigningKey,
    hooks: DemoProvider['hooks'],
  ) {
    this.#clients = clients;
    this.provider = new Provider(issuer, this.#configuration(key));
    this.provider.use(async (context, next) => {
      await next();
      const { body } = context;
      if (body instanceof Object && 'id_token' in body) {
        body.id_token = await signAgain(String(body.id_token), key, hooks);
      }
      this.#responses.set(context.req, responseOf(context));
      context.respond = false;
    });
  }

  /** @param issuer the origin that the provider listens at */
  static async create(
    issuer: string,
    clients: ReadonlyMap<string, DemoClient>,
    hooks: DemoProvider['hooks'],
  ): Promise<DemoIssuer> {
    return new DemoIssuer(issuer, clients, await createKey(), hooks);
  }

  /** Handles a request. The response is returned rather than sent, so that a fault can change it. */
  async respond({ incoming, outgoing }: NodePair): Promise<Response> {
    // The client gave up during a delay: oidc-provider would warn that the body can't be read.
    if (!incoming.destroyed) await this.provider.callback()(incoming, outgoing);
    return this.#responses.get(incoming) ?? new Response(null, { status: 500 });
  }

  /** The name of the provider that is emulated for this client. */
  nameFor(clientId: unknown): string {
    return this.#clients.get(String(clientId))?.plays ?? 'a provider';
  }

  person(subject: string | undefined): DemoPerson | undefined {
    return this.#people.get(subject ?? '');
  }

  /** @returns the subject: 21 digits as Google's, always the same for an address */
  remember(person: DemoPerson): string {
    const hash = createHash('sha256').update(person.email.toLowerCase()).digest('hex');
    const subject = `1${BigInt(`0x${hash}`).toString().slice(0, 20)}`;
    this.#people.set(subject, person);
    return subject;
  }

  #configuration({ jwk, kid }: SigningKey): Configuration {
    return {
      adapter: (model) => (model === 'Client' ? this.#clientAdapter() : memoryAdapter()),
      // Cookies don't distinguish ports, and the pool is on the same host.
      cookies: {
        keys: [randomBytes(24).toString('base64url')],
        names: {
          session: 'demo-provider',
          interaction: 'demo-provider-interaction',
          resume: 'demo-provider-resume',
        },
      },
      jwks: { keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] },
      routes: {
        authorization: '/authorize',
        token: '/token',
        userinfo: '/userinfo',
        jwks: '/jwks',
      },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
      responseTypes: ['code'],
      scopes: scope.split(' '),
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      // Like Google's, the ID token has the user's attributes too.
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      ttl: {
        AccessToken: hour,
        AuthorizationCode: 60,
        Grant: hour,
        IdToken: hour,
        Interaction: hour,
        Session: hour,
      },
      interactions: {
        policy: this.#policy(),
        url: (_context, { uid }) => `/sign-in/${uid}`,
      },
      // The page that asks who you are is all the consent there is.
      loadExistingGrant: async ({ oidc }) => {
        const { client, session, provider } = oidc;
        const grant = new provider.Grant({
          ...(client ? { clientId: client.clientId } : {}),
          ...(session?.accountId ? { accountId: session.accountId } : {}),
        });
        grant.addOIDCScope(scope);
        await grant.save();
        return grant;
      },
      findAccount: (_context, subject) => {
        const { email, name } = this.person(subject) ?? {};
        const claims = { sub: subject, email, email_verified: true, ...(name ? { name } : {}) };
        return email === undefined ? undefined : { accountId: subject, claims: () => claims };
      },
      renderError: async (context, { error_description: description, error }) => {
        context.type = 'html';
        context.body = String(await errorPage(description ?? error));
      },
    };
  }

  #clientAdapter(): Adapter {
    const find = async (id: string) => {
      const client = this.#clients.get(id);
      if (!client) return undefined;
      return {
        client_id: id,
        client_secret: client.clientSecret,
        redirect_uris: [...client.redirectUris],
        token_endpoint_auth_method: 'client_secret_post' as const,
      };
    };
    return { ...memoryAdapter(), find };
  }

  /** oidc-provider's policy, plus `prompt=select_account` and a page for another user's `login_hint`. */
  #policy(): interactionPolicy.DefaultPolicy {
    const policy = interactionPolicy.base();
    policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
    policy.get('login')?.checks.add(
      new interactionPolicy.Check('other_user', 'Another user is signed in', ({ oidc }) => {
        const { login_hint: hint } = oidc.params ?? {};
        if (typeof hint !== 'string' || oidc.result?.login) return false;
        const email = this.person(oidc.session?.accountId)?.email ?? '';
        return hint.toLowerCase() !== email.toLowerCase();
      }),
    );
    return policy;
  }
}

async function signAgain(
  token: string,
  key: SigningKey,
  hooks: DemoProvider['hooks'],
): Promise<string> {
  if (!hooks.idToken && !hooks.signWith) return token;
  const { kid } = key;
  const header = { ...decodeProtectedHeader(token), alg: 'RS256', kid };
  const unsigned = { claims: { ...decodeJwt(token) }, header };
  const changed = hooks.idToken?.(unsigned) ?? unsigned;
  const { privateKey } = hooks.signWith === 'wrong-key' ? await createKey() : key;
  return new SignJWT(changed.claims).setProtectedHeader(changed.header).sign(privateKey);
}

interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly response: { readonly headers: Readonly<Record<string, unknown>> };
}

function responseOf({ status, body, response }: Answered): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const each of [value].flat()) headers.append(name, String(each));
  }
  headers.delete('content-length');
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return new Response(body === undefined || body === null ? null : text, { status, headers });
}
