import {
  allowInsecureRequests,
  Configuration,
  type CustomFetch,
  clockSkew,
  customFetch,
  type ExportedJWKSCache,
  enableNonRepudiationChecks,
  fetchUserInfo,
  genericGrantRequest,
  getJwksCache,
  None,
  refreshTokenGrant,
  type ServerMetadata,
  setJwksCache,
  tokenRevocation,
  type UserInfoResponse,
} from 'openid-client';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { bind, boundTokens, checkReceiver, tokenReceivers, unbind } from '../tokens/refresh-token';
import {
  legibleRefusal,
  limitedFetch,
  ProviderClock,
  replayingPosts,
  requestTimeoutMs,
} from './limited-fetch';
import { MetadataSource, type MetadataSourceOptions } from './metadata-source';
import { type Operation, toAppError } from './protocol-error';
import { fetchJwks } from './signing-keys';
import { checkIdToken, refreshTokenIn, type Tokens, tokensOf } from './token-response';

export interface CodeExchange {
  readonly code: string;
  /** The one of the authorization request, to the character (RFC 6749 §4.1.3). */
  readonly redirectUri: string;
  /** Required: there is no token request without PKCE (SEC-2). */
  readonly codeVerifier: string;
  readonly nonce: string;
  /** `clock.monotonic()` when the sign-in began. */
  readonly begunAt: number;
  /** How long ago the user may have authenticated (`auth_time`), in ms; `null`: any time. */
  readonly maxAgeMs: number | null;
}

export interface RefreshRequest {
  /** Who is signed in; another one is refused (SEC-10). */
  readonly subject: string;
  /** Saves a rotated refresh token. Called before anything is checked, and waited for (SEC-52). */
  readonly onRotated: (rotated: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * The provider, as a public client sees it (RFC 8252 §8.5). Keeps its keys in memory. Gives out refresh tokens bound to
 * the origins of the sign-in, and takes only such (`bind`): nothing else in the app needs the token itself.
 */
export class OidcClient {
  readonly #options: MetadataSourceOptions;
  readonly #providerClock: ProviderClock;
  readonly metadata: MetadataSource;
  #jwks: ExportedJWKSCache | null = null;

  constructor(options: MetadataSourceOptions) {
    this.#options = options;
    this.metadata = new MetadataSource(options);
    this.#providerClock = new ProviderClock(() => options.clock.now());
  }

  /** The provider's time, in ms since the epoch. */
  now(): number {
    return this.#providerClock.now();
  }

  /**
   * While the user types: fetches the keys and opens the connection to the token endpoint, so
   * that one round trip remains after the redirect. A failure is left to the exchange to report.
   *
   * Other providers mostly have both on one origin, and log any other request for a token as an error.
   * Cognito has them on two, and answers `OPTIONS` there, as browsers send it (RFC 9110 §9.3.7).
   * Electron's `session.preconnect` is of no use: Chromium shares no connection between it and requests
   * that omit credentials.
   */
  async prepare(signal: AbortSignal): Promise<void> {
    const metadata = await this.metadata.get(signal);
    const fetch = limitedFetch({ ...this.#options, signal });
    const { provider } = this.#options.config;
    const warmUp = { method: 'OPTIONS', body: undefined, headers: {}, redirect: 'manual' } as const;
    await Promise.allSettled([
      fetchJwks(metadata, fetch).then((jwks) => {
        this.#jwks = jwks;
      }),
      ...(provider.kind === 'cognito' ? [fetch(metadata.token_endpoint ?? '', warmUp)] : []),
    ]);
  }

  /**
   * Exchanges the code for tokens and checks the ID token (SEC-9).
   *
   * The generic grant is used because the library's own rebuilds the redirect URI from the parsed
   * callback: `http://localhost:5000` would become `http://localhost:5000/`, and Cognito compares
   * exactly.
   *
   * A refresh token in a response that is refused is revoked.
   *
   * @throws AppError `code-rejected`, `client-rejected`, `provider-refused`, `login-required`, `authentication-too-old`, those of the ID
   *   token, or the network's
   */
  async exchange(exchange: CodeExchange, signal: AbortSignal): Promise<Tokens> {
    const { code, redirectUri, codeVerifier, nonce, begunAt, maxAgeMs } = exchange;
    const { config, clock } = this.#options;
    const requestedAt = clock.monotonic();
    let given: string | null = null;
    const onRotated = async (refreshToken: string) => {
      given = refreshToken;
    };
    const exchanging = this.#call(
      { operation: 'code', signal, onRotated, secrets: [code, codeVerifier, nonce] },
      async (configuration) => {
        const response = await genericGrantRequest(configuration, 'authorization_code', {
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
        });
        const claims = response.claims();
        if (claims === undefined) throw new AppError('id-token-invalid');
        const now = this.#providerClock.now();
        const begun = now - (clock.monotonic() - begunAt);
        const age = maxAgeMs === null ? {} : { oldest: now - maxAgeMs };
        checkIdToken(claims, config, { nonce, begun, ...age });
        const origins = tokenReceivers(configuration.serverMetadata());
        return boundTokens(tokensOf(response, requestedAt), origins);
      },
    );
    return exchanging.catch((error: unknown) => {
      this.handBack(given);
      throw error;
    });
  }

  /**
   * @param saved a refresh token as `exchange`, `refresh` or `onRotated` gave it
   * @throws AppError `session-ended` only when the provider says `invalid_grant` (SEC-54); `token-endpoint-moved`;
   *   `subject-changed`, `client-rejected`, `provider-refused`, `login-required`, those of the ID token, or the network's
   */
  async refresh(saved: string, request: RefreshRequest): Promise<Tokens> {
    const { subject, signal } = request;
    const bound = unbind(saved);
    const { refreshToken } = bound;
    const origins = bound.origins ?? tokenReceivers(await this.metadata.get(signal));
    const onRotated = (rotated: string) => request.onRotated(bind(rotated, origins));
    const requestedAt = this.#options.clock.monotonic();
    const secrets = [refreshToken];
    return this.#call(
      { operation: 'refresh', signal, onRotated, secrets },
      async (configuration) => {
        checkReceiver(bound, configuration.serverMetadata().token_endpoint ?? '');
        const response = await refreshTokenGrant(configuration, refreshToken);
        const claims = response.claims();
        if (claims !== undefined) checkIdToken(claims, this.#options.config, { subject });
        return boundTokens(tokensOf(response, requestedAt), origins);
      },
    );
  }

  /**
   * The user's claims from the UserInfo endpoint, or `null` when there is none that may be asked.
   *
   * @param request.subject the user it has to be about (SEC-11; OpenID Connect Core §5.3.2)
   * @throws AppError `provider-invalid-response`, also about another user; `client-rejected`; or the
   *   network's
   */
  async userInfo(
    accessToken: string,
    { subject, signal }: { readonly subject: string; readonly signal: AbortSignal },
  ): Promise<UserInfoResponse | null> {
    return this.#call({ operation: 'user-info', signal }, async (configuration) =>
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? null
        : fetchUserInfo(configuration, accessToken, subject),
    );
  }

  /**
   * Ends the refresh token at the provider, and with it what was made from it (RFC 7009). Does
   * nothing with a provider that offers no revocation.
   *
   * @param saved as in `refresh`
   * @throws AppError `token-endpoint-moved`, `client-rejected`, `provider-refused`, or the network's
   */
  async revoke(saved: string, signal: AbortSignal): Promise<void> {
    const bound = unbind(saved);
    const secrets = [bound.refreshToken];
    await this.#call({ operation: 'revoke', signal, secrets }, async (configuration) => {
      const { revocation_endpoint: endpoint } = configuration.serverMetadata();
      if (endpoint === undefined) return;
      checkReceiver(bound, endpoint);
      await tokenRevocation(configuration, bound.refreshToken);
    });
  }

  /** Revokes, in the background, a refresh token that the app doesn't keep. */
  handBack(refreshToken: string | null): void {
    if (refreshToken === null) return;
    this.revoke(refreshToken, new AbortController().signal).catch(() => {});
  }

  /**
   * Runs one operation. A response that looks out of date by the local clock is checked again by the
   * provider's clock, which the response itself has told.
   */
  async #call<T>(
    call: {
      operation: Operation;
      signal: AbortSignal;
      onRotated?: RefreshRequest['onRotated'];
      secrets?: readonly string[];
    },
    work: (configuration: Configuration) => Promise<T>,
  ): Promise<T> {
    const { operation, signal, onRotated, secrets } = call;
    const metadata = await this.metadata.get(signal);
    const limited = limitedFetch({ ...this.#options, signal });
    const fetch = replayingPosts(
      async (url, init) =>
        init.method === 'POST' ? legibleRefusal(await limited(url, init)) : limited(url, init),
      async (response, isPost) => {
        // Keys may come from a cache, with the date of when they got there.
        if (isPost) this.#providerClock.note(response);
        const rotated = isPost && onRotated !== undefined ? await refreshTokenIn(response) : null;
        if (rotated !== null) await onRotated?.(rotated);
      },
    );
    const run = () =>
      this.#attempt(metadata, fetch, work).catch((error: unknown) => {
        throw toAppError(error, operation, this.#options.config, secrets);
      });
    const assumedSkew = this.#providerClock.skewSeconds;
    return run().catch((error: unknown) => {
      if (!isAboutTime(error) || this.#providerClock.skewSeconds === assumedSkew) throw error;
      return run();
    });
  }

  /** One configuration each time, because the library takes signal and skew only when it is made. */
  async #attempt<T>(
    metadata: ServerMetadata,
    fetch: CustomFetch,
    work: (configuration: Configuration) => Promise<T>,
  ): Promise<T> {
    const { config } = this.#options;
    const configuration = new Configuration(
      metadata,
      config.clientId,
      { [clockSkew]: this.#providerClock.skewSeconds },
      None(),
    );
    configuration[customFetch] = fetch;
    configuration.timeout = (requestTimeoutMs / 1000) * 2; // ours comes first
    enableNonRepudiationChecks(configuration);
    if (isOnLoopback(config)) allowInsecureRequests(configuration);
    // Keys from a time that has not come yet (the clock was turned back) would never be fetched again.
    if (this.#jwks !== null && this.#jwks.uat * 1000 <= Date.now()) {
      setJwksCache(configuration, this.#jwks);
    }
    try {
      return await work(configuration);
    } finally {
      this.#jwks = getJwksCache(configuration) ?? this.#jwks;
    }
  }
}

/** Failures that a wrong clock on this computer causes. */
function isAboutTime(error: unknown): boolean {
  return error instanceof AppError && ['id-token-expired', 'id-token-invalid'].includes(error.code);
}

/** SEC-15: the configuration lets http through for loopback hosts only: a local user pool. */
function isOnLoopback({ provider }: Config): boolean {
  const addresses = [provider.issuer, provider.kind === 'cognito' ? provider.domain : null];
  return addresses.some((address) => address !== null && new URL(address).protocol === 'http:');
}
