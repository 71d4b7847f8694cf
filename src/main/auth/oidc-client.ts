import {
  allowInsecureRequests,
  Configuration,
  customFetch,
  type ExportedJWKSCache,
  enableNonRepudiationChecks,
  genericGrantRequest,
  getJwksCache,
  type IDToken,
  None,
  refreshTokenGrant,
  type ServerMetadata,
  setJwksCache,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
  tokenRevocation,
} from 'openid-client';
import type { Config } from '../config/types';
import { AuthError } from './errors';
import { limitedFetch, requestTimeoutMs } from './http';
import { checkIdToken } from './id-token';
import { fetchJwks } from './jwks';
import type { Clock } from './ports';
import { type Operation, toAuthError } from './protocol-error';
import { providerMetadata } from './provider-metadata';

/** What the token endpoint gave, checked. Never leaves the main process. */
export interface Tokens {
  readonly accessToken: string;
  /** How long the access token lives, in ms from `requestedAt`. */
  readonly lifetimeMs: number;
  /** `clock.monotonic()` before the request. */
  readonly requestedAt: number;
  /** `null` when the provider gave none: on refresh, the old one then stays valid (SEC-57). */
  readonly refreshToken: string | null;
  /** Claims of the verified ID token; `null` when a refresh brought none. */
  readonly claims: IDToken | null;
}

export interface CodeExchange {
  readonly code: string;
  /** Required: there is no token request without PKCE (SEC-2). */
  readonly codeVerifier: string;
  readonly nonce: string;
}

export interface OidcClientOptions {
  readonly config: Config;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** RFC 6749 §5.1 only recommends `expires_in`; without it, ask again soon. */
const defaultLifetimeMs = 5 * 60_000;

/** The provider, as a public client sees it (RFC 8252 §8.5). Keeps metadata and keys in memory. */
export class OidcClient {
  readonly #options: OidcClientOptions;
  #metadata: ServerMetadata | null = null;
  #jwks: ExportedJWKSCache | null = null;

  constructor(options: OidcClientOptions) {
    this.#options = options;
  }

  /** What is known of the provider so far, without asking it. */
  get knownMetadata(): ServerMetadata | null {
    return this.#metadata;
  }

  /** @throws AuthError as `providerMetadata` does */
  async metadata(signal: AbortSignal): Promise<ServerMetadata> {
    this.#metadata ??= await providerMetadata(this.#options.config, { ...this.#options, signal });
    return this.#metadata;
  }

  /**
   * While the person types: fetches the keys and opens the connection to the token endpoint, so
   * that one round trip remains after the redirect. A failure is left to the exchange to report.
   */
  async prepare(signal: AbortSignal): Promise<void> {
    const metadata = await this.metadata(signal);
    const fetch = limitedFetch({ ...this.#options, signal });
    const warmUp = { method: 'HEAD', body: undefined, headers: {}, redirect: 'manual' } as const;
    await Promise.allSettled([
      fetchJwks(metadata, fetch).then((jwks) => {
        this.#jwks = jwks;
      }),
      fetch(metadata.token_endpoint ?? metadata.issuer, warmUp),
    ]);
  }

  /**
   * Exchanges the code for tokens and checks the ID token (SEC-9).
   *
   * The generic grant is used because the library's own rebuilds the redirect URI from the parsed
   * callback: `http://localhost:5000` would become `http://localhost:5000/`, and Cognito compares
   * exactly.
   *
   * @throws AuthError `code-rejected`, `client-rejected`, those of the ID token, or the network's
   */
  async exchange(exchange: CodeExchange, signal: AbortSignal): Promise<Tokens> {
    const { code, codeVerifier, nonce } = exchange;
    const { config } = this.#options;
    return this.#call('code', signal, async (configuration, requestedAt) => {
      const response = await genericGrantRequest(configuration, 'authorization_code', {
        code,
        redirect_uri: config.redirectUri,
        code_verifier: codeVerifier,
      });
      const claims = response.claims();
      if (claims === undefined) throw new AuthError('id-token-invalid');
      checkIdToken(claims, config, { nonce });
      return tokensOf(response, requestedAt);
    });
  }

  /**
   * @param subject who is signed in; another one is refused (SEC-10).
   * @throws AuthError `session-ended` only when the provider says `invalid_grant` (SEC-54);
   *   `subject-changed`, `client-rejected`, those of the ID token, or the network's
   */
  async refresh(refreshToken: string, subject: string, signal: AbortSignal): Promise<Tokens> {
    return this.#call('refresh', signal, async (configuration, requestedAt) => {
      const response = await refreshTokenGrant(configuration, refreshToken);
      const claims = response.claims();
      if (claims !== undefined) checkIdToken(claims, this.#options.config, { subject });
      return tokensOf(response, requestedAt);
    });
  }

  /**
   * Ends the refresh token at the provider, and with it what was made from it (RFC 7009). Does
   * nothing with a provider that offers no revocation.
   *
   * @throws AuthError `client-rejected`, `provider-invalid-response`, or the network's
   */
  async revoke(refreshToken: string, signal: AbortSignal): Promise<void> {
    await this.#call('revoke', signal, async (configuration) => {
      if (configuration.serverMetadata().revocation_endpoint === undefined) return;
      await tokenRevocation(configuration, refreshToken);
    });
  }

  /** One configuration per call, because the library takes the abort signal only through `fetch`. */
  async #call<T>(
    operation: Operation,
    signal: AbortSignal,
    work: (configuration: Configuration, requestedAt: number) => Promise<T>,
  ): Promise<T> {
    const { config } = this.#options;
    const configuration = new Configuration(
      await this.metadata(signal),
      config.clientId,
      undefined,
      None(),
    );
    configuration[customFetch] = limitedFetch({ ...this.#options, signal });
    configuration.timeout = (requestTimeoutMs / 1000) * 2; // ours comes first
    enableNonRepudiationChecks(configuration);
    if (isOnLoopback(config)) allowInsecureRequests(configuration);
    if (this.#jwks !== null) setJwksCache(configuration, this.#jwks);
    try {
      return await work(configuration, this.#options.clock.monotonic());
    } catch (error) {
      throw toAuthError(error, operation, config);
    } finally {
      this.#jwks = getJwksCache(configuration) ?? this.#jwks;
    }
  }
}

/** SEC-15: the configuration lets http through for loopback hosts only: a local user pool. */
function isOnLoopback({ provider }: Config): boolean {
  const addresses = [provider.issuer, provider.kind === 'cognito' ? provider.domain : null];
  return addresses.some((address) => address !== null && new URL(address).protocol === 'http:');
}

function tokensOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedAt: number,
): Tokens {
  const { access_token, refresh_token, expires_in } = response;
  return {
    accessToken: access_token,
    requestedAt,
    refreshToken: refresh_token ?? null,
    lifetimeMs: expires_in === undefined ? defaultLifetimeMs : Math.max(0, expires_in * 1000),
    claims: response.claims() ?? null,
  };
}
