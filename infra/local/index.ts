import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { loadDataFile, saveDataFile } from './data-file';
import { type DemoProvider, registerPool, startDemoProvider } from './demo-provider/index';
import { apiPaths, domainRoutes } from './domain-routes';
import { issuerRoutes } from './endpoints/discovery';
import { Faults } from './faults';
import { upstreamProvider } from './federation/identity-provider';
import type { Hooks } from './hooks';
import { anyOrigin } from './http/api-headers';
import { applyFaults } from './http/apply-faults';
import { isLoopback } from './http/bind-address';
import { type Listener, listen } from './http/listen';
import { loopbackOnly } from './http/loopback-only';
import { misbehave } from './http/misbehave';
import { networkWarning } from './http/network-warning';
import { type RequestRecord, recordRequests } from './http/request-log';
import type { Client } from './options/app-client';
import { demoUser, resolveOptions } from './options/options';
import { poolId, type Settings, type UserPoolOptions } from './options/settings';
import type { Pool } from './pool';
import { type SampleApi, startSampleApi } from './sample-api/index';
import { PageData } from './sessions/page-data';
import { Sessions } from './sessions/sessions';
import { SignInAttempts } from './sessions/sign-in-attempts';
import { Attempts } from './store/attempts';
import { AuthorizationCodes } from './store/authorization-codes';
import { Inbox, type Mail } from './store/inbox';
import { IssuedSecrets } from './store/issued-secrets';
import { LockOut } from './store/lock-out';
import { MailedCodes } from './store/mailed-codes';
import { RefreshTokens } from './store/refresh-tokens';
import { UserStore } from './store/users';
import { falsify } from './tokens/falsify';
import { KeyRing } from './tokens/signing-keys';
import { type UserDirectory, userDirectory } from './user-directory';
import { PoolClock } from './util/clock';
import { ExpiringMap } from './util/expiring-map';

export type { DemoProvider } from './demo-provider/index';
export { UserPoolError, type UserPoolErrorCode } from './errors';
export type {
  Endpoint,
  Fault,
  Faults,
  Occurrence,
  SpoiltAnswer,
  UnhandledFault,
  WrongClaim,
} from './faults';
export type { IdentityProvider, PlayedProvider } from './federation/identity-provider';
export type { Hooks, TokenEndpointAnswer, UnsignedToken } from './hooks';
export { type Certificate, certificateHash, createCertificate } from './http/certificate';
export type { RequestRecord } from './http/request-log';
export type { AppClient, Client, Flow, TokenLifetimes } from './options/app-client';
export type { Group } from './options/group';
export { demoUser } from './options/options';
export type { ResourceServer } from './options/resource-server';
export type { SeedUser, UserPoolOptions } from './options/settings';
export type { Attributes } from './options/user-attributes';
export type { SampleApi, SampleApiEndpoint } from './sample-api/index';
export type { Mail } from './store/inbox';
export type { SavedKeys } from './store/saved-keys';
export {
  readTemplateFile,
  type TemplateChoices,
  type TemplatePool,
} from './template/template-file';
export { createSigningKeys } from './tokens/create-signing-keys';
export type { PreSignUp, PreSignUpEvent } from './triggers/pre-sign-up-event';
export type { PoolUser, UserDirectory } from './user-directory';
export type { PoolClock } from './util/clock';

/** A running user pool. For development and tests only. */
export interface UserPool {
  /** `iss` of the tokens; discovery and the JWKS are below it. */
  readonly issuer: string;
  /** Origin of the hosted UI and the OAuth endpoints; another than the issuer's. Empty: no domain. */
  readonly domain: string;
  /** The first app client's. */
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly signOutUris: readonly string[];
  /** Every app client, the first included. */
  readonly clients: readonly Client[];
  /** The first of the seeded users. */
  readonly user: { readonly username: string; readonly password: string };
  /**
   * Origins of the other identity providers' pages: an app's own sign-in window has to let them in. A
   * provider whose pages are not at its issuer's origin has more of them than it tells here.
   */
  readonly allowedOrigins: readonly string[];
  /** What plays the `demoProviders`; `null` when there are none. */
  readonly demoProvider: DemoProvider | null;
  /** What the option `sampleApi` asks for; `null` without it. */
  readonly sampleApi: SampleApi | null;
  /** Set these to make the pool misbehave. */
  readonly hooks: Hooks;
  /** What goes wrong at which endpoint: `faults.set('/oauth2/token', { kind: 'drop' })`. */
  readonly faults: Faults;
  /** Move it on instead of waiting: `clock.advance(3_600_000)`. */
  readonly clock: Pick<PoolClock, 'now' | 'advance'>;
  /** Who is in the pool, and what an administrator can do to them. */
  readonly users: UserDirectory;
  /** The last thousand requests, to either origin. What came since a moment: those that were not in it then. */
  readonly requests: readonly RequestRecord[];
  /** Mails that Cognito would have sent. */
  readonly inbox: readonly Mail[];
  /** How many hosted-UI sessions are alive. */
  sessions(): number;
  /** How many refresh tokens are usable, and how many were revoked in the last day. */
  refreshTokens(): { live: number; revoked: number };
  /**
   * Every code and token that was ever issued, and the verifiers that came with the codes, for a test that sweeps for leaks.
   * @throws Error unless the pool was started with `recordSecrets`
   */
  issuedSecrets(): readonly string[];
  /** As after an administrator's global sign-out: every refresh token is dead. */
  revokeAllRefreshTokens(): void;
  /** From here on new keys sign; the old ones stay in the JWKS for the tokens that are out. */
  rotateKeys(): Promise<void>;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/**
 * Starts a Cognito-compatible user pool on two loopback ports, and on further ones a demo provider and an
 * API, if it is to have them.
 * @throws UserPoolError `not_loopback`, `bad_option`, `bad_data_file`, `port_taken`
 */
export async function startUserPool(options: UserPoolOptions = {}): Promise<UserPool> {
  const resolved = resolveOptions(options);
  const clock = new PoolClock(resolved.clock);
  const { host, port, https, dataFile, demoProviders, signingKeys } = resolved;
  const portAfter = (steps: number) => (port === 0 ? 0 : port + steps);
  const saved = dataFile === null ? null : await loadDataFile(dataFile);
  const keys = saved?.keys ?? (await KeyRing.create(signingKeys === null ? [] : [signingKeys]));
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => void (await Promise.all(opened.map((each) => each.close())));
  const open = async <T extends { close(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const started = await start.catch(async (error: unknown) => {
      await close();
      throw error;
    });
    opened.push(started);
    return started;
  };
  const domain = resolved.hasDomain ? await open(listen(host, port, https)) : null;
  const issuer = await open(listen(host, portAfter(1), https));
  const domainOrigin = domain?.origin ?? '';
  const demo =
    demoProviders.length === 0 ? null : await open(startDemoProvider({ host, port: portAfter(2) }));
  const api = resolved.sampleApi
    ? await open(
        startSampleApi({
          issuer: `${issuer.origin}/${poolId}`,
          clientIds: [resolved.clients[0].id],
          ca: https?.cert,
          host,
          port: portAfter(3),
        }),
      )
    : null;
  const played = demo
    ? registerPool(demo, demoProviders, `${domainOrigin}/oauth2/idpresponse`)
    : [];
  const identityProviders = [...resolved.identityProviders, ...played];
  const settings: Settings = { ...resolved, identityProviders, clock: clock.now };
  const pool = await createPool(settings, keys, issuer.origin, domainOrigin, options.hooks ?? {});
  for (const user of saved?.users ?? []) pool.users.restore(user);
  for (const entry of saved?.refreshTokens ?? []) pool.refreshTokens.restore(entry);
  serve(issuer, pool, issuerRoutes(pool), ['*']);
  if (domain) serve(domain, pool, domainRoutes(pool), apiPaths);
  if (!isLoopback(host)) console.error(networkWarning((domain ?? issuer).origin));
  const { username, password } = settings.users[0] ?? demoUser;
  const [client] = settings.clients;
  return {
    issuer: pool.issuer,
    domain: pool.domain,
    clientId: client.id,
    redirectUris: client.redirectUris,
    signOutUris: client.signOutUris,
    clients: settings.clients,
    user: { username, password },
    allowedOrigins: [...new Set(identityProviders.map((each) => new URL(each.issuer).origin))],
    demoProvider: demo,
    sampleApi: api,
    hooks: pool.hooks,
    faults: pool.faults,
    clock,
    users: userDirectory(pool.users, () => saveDataFile(pool)),
    requests: pool.requests,
    inbox: pool.inbox.mails,
    sessions: () => pool.sessions.count(),
    refreshTokens: () => pool.refreshTokens.count(),
    issuedSecrets: () => pool.issued.list(),
    revokeAllRefreshTokens: () => {
      pool.refreshTokens.revokeAll();
      saveDataFile(pool);
    },
    rotateKeys: async () => {
      await pool.keys.rotate();
      saveDataFile(pool);
    },
    close,
  };
}

async function createPool(
  settings: Settings,
  keys: KeyRing,
  issuerOrigin: string,
  domain: string,
  hooks: Hooks,
): Promise<Pool> {
  const { clock, log } = settings;
  const users = new UserStore(settings.usernameCaseSensitive);
  for (const user of settings.users) await users.create(user);
  const issued = new IssuedSecrets(settings.recordSecrets);
  return {
    settings,
    issuer: `${issuerOrigin}/${poolId}`,
    domain,
    keys,
    users,
    codes: new AuthorizationCodes(clock, issued),
    refreshTokens: new RefreshTokens(clock, issued),
    sessions: new Sessions(clock),
    pageData: new PageData(clock),
    signInAttempts: new SignInAttempts(clock),
    mailedCodes: new MailedCodes(clock),
    providers: settings.identityProviders.map(upstreamProvider),
    // Longer than a sign-in may take: a user who comes back too late is led to the login page.
    detours: new ExpiringMap(clock, 60 * 60_000),
    lockOut: new LockOut(clock),
    totpAttempts: new Attempts(5, clock),
    inbox: new Inbox(log),
    issued,
    requests: [],
    hooks,
    faults: new Faults(),
  };
}

/** @param openTo paths that pages of any origin may call */
function serve(listener: Listener, pool: Pool, routes: Hono, openTo: string[]): void {
  const app = new Hono<{ Bindings: HttpBindings }>()
    .use(loopbackOnly(pool.settings.host))
    .use(recordRequests(pool.requests, pool.settings.clock))
    // Before what goes wrong: a preflight is no use of the endpoint, and pages read errors too.
    .on('ALL', openTo, anyOrigin)
    .use(misbehave(pool.hooks))
    .use(applyFaults(pool.faults, (answer, fault) => falsify(pool, answer, fault)))
    .use(async (_c, next) => {
      await next();
      saveDataFile(pool);
    })
    .route('/', routes);
  listener.handle((request, connection) => app.fetch(request, connection));
}
