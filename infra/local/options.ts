import {
  type AppClient,
  type Client,
  resolveClients,
  systemScopes,
  type TokenLifetimes,
} from './app-client';
import { checkClients, checkResourceServers } from './check-clients';
import { UserPoolError } from './errors';
import { checkProviders, type IdentityProvider } from './federation/identity-provider';
import type { Group } from './group';
import type { Hooks } from './hooks';
import { bindAddress } from './http/bind-address';
import { customScopes, type ResourceServer } from './resource-server';
import { noteScopes } from './sample-api/note-scopes';
import type { SavedKeys } from './tokens/saved-keys';
import { type Attributes, checkAttributes, isEmailAddress } from './user-attributes';

export interface SeedUser {
  /** E-mail address; people sign in with it. */
  readonly username: string;
  readonly password: string;
  readonly name?: string;
  /** Standard attributes, `phone_number` for instance, and custom ones as `custom:tier`. */
  readonly attributes?: Attributes;
  readonly groups?: readonly string[];
  /** False: the person still has to enter the e-mailed code. Default true. */
  readonly confirmed?: boolean;
  /** Asks this person for a code from an authenticator app, and shows the key at the first sign-in. */
  readonly mfa?: 'totp';
}

export interface UserPoolOptions {
  /** The domain's port; the issuer takes the next one. 0 (default): any two free ports. */
  readonly port?: number;
  /** `127.0.0.1` (default), `localhost` or `::1`; with `allowNetwork` another of this computer's addresses. */
  readonly host?: string;
  /** Let `host` be an address that others can reach. Says so loudly on standard error. Default false. */
  readonly allowNetwork?: boolean;
  /** False: a pool that was given no domain, so no hosted UI and no OAuth endpoints. Default true. */
  readonly hasDomain?: boolean;
  /** With the five options below it and `implicitGrant`: the first app client, see `AppClient`. */
  readonly clientId?: string;
  readonly redirectUris?: readonly string[];
  readonly signOutUris?: readonly string[];
  readonly scopes?: readonly string[];
  readonly refreshTokenRotation?: { readonly graceSeconds: number } | null;
  readonly tokenLifetimes?: Partial<TokenLifetimes>;
  /** Allow `response_type=token`, the implicit grant. Nobody should, so default false. */
  readonly implicitGrant?: boolean;
  /** Further app clients. */
  readonly clients?: readonly AppClient[];
  /** APIs whose scopes the clients may be given. Default: none. */
  readonly resourceServers?: readonly ResourceServer[];
  readonly users?: readonly SeedUser[];
  /** Groups with a role or a precedence; others need only be named by their people. */
  readonly groups?: readonly Group[];
  /**
   * Leave creating people to administrators (`AllowAdminCreateUserOnly`): here, to the seed. Nobody signs
   * up then; who comes from another identity provider still gets an account. Default false.
   */
  readonly adminCreateUserOnly?: boolean;
  /** Confirms new sign-ups without a code, as a pre-sign-up Lambda trigger would. Default false. */
  readonly autoConfirm?: boolean;
  /** Refuse requests without a code challenge. Cognito has no such setting, so default false. */
  readonly requirePkce?: boolean;
  /**
   * Behave as a domain with managed login branding, where `prompt` and `lang` have a meaning. Default
   * false: the classic hosted UI, which passes them over.
   */
  readonly managedLogin?: boolean;
  /** Ask everybody for a code from an authenticator app (`MfaConfiguration: ON`). Default false. */
  readonly mfa?: boolean;
  /** Other identity providers, by OpenID Connect; whoever comes from there gets an account. Default: none. */
  readonly identityProviders?: readonly IdentityProvider[];
  /**
   * Names of further ones, such as `Google`, that a demo provider plays. It runs on an origin of its
   * own, on the port after the issuer's. Default: none.
   */
  readonly demoProviders?: readonly string[];
  /**
   * Run an API beside the pool that takes its access tokens, on the third port after the domain's. The
   * first client may then ask for the API's scopes too, unless `scopes` says what it may. Default false.
   */
  readonly sampleApi?: boolean;
  /**
   * Where people, refresh tokens and signing keys outlive the process, so that whoever was signed in
   * still is. Passwords and tokens are hashed there; signing keys and the keys of authenticator apps
   * can't be. Readable by its owner only, and made when missing. Default: nowhere.
   */
  readonly dataFile?: string | null;
  /**
   * Hold on to every code and token that is issued, for a test that sweeps logs and disks for them.
   * Default false: it takes about 5 kB for each sign-in or refresh.
   */
  readonly recordSecrets?: boolean;
  /**
   * Keys from `createSigningKeys()`, for tests that start many pools: making them takes a quarter of a
   * second each time. Keys in the data file come first. Default: new ones.
   */
  readonly signingKeys?: SavedKeys | null;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  /** Takes one line at a time; never holds a token, a code or an e-mail address. */
  readonly log?: (line: string) => void;
  readonly hooks?: Hooks;
}

/** What describes the first app client. */
type FlatClientOption =
  | 'clientId'
  | 'redirectUris'
  | 'signOutUris'
  | 'scopes'
  | 'refreshTokenRotation'
  | 'tokenLifetimes'
  | 'implicitGrant';

export interface Settings
  extends Required<Omit<UserPoolOptions, FlatClientOption | 'clients' | 'hooks'>> {
  readonly clients: readonly [Client, ...Client[]];
}

export const poolId = 'local_Dev000001';

export const demoUser: SeedUser = {
  username: 'demo@example.com',
  password: 'Passw0rd!demo',
  name: 'Demo Person',
  groups: ['admins', 'staff'],
};

/**
 * Fills in the defaults and checks the rest.
 * @throws UserPoolError `not_loopback`, `bad_option`
 */
export function resolveOptions(given: UserPoolOptions = {}): Settings {
  const options = given.sampleApi ? withSampleApi(given) : given;
  const settings: Settings = {
    port: options.port ?? 0,
    host: bindAddress(options.host ?? '127.0.0.1', options.allowNetwork ?? false),
    allowNetwork: options.allowNetwork ?? false,
    hasDomain: options.hasDomain ?? true,
    clients: resolveClients(options),
    resourceServers: options.resourceServers ?? [],
    users: options.users ?? [demoUser],
    groups: options.groups ?? [],
    adminCreateUserOnly: options.adminCreateUserOnly ?? false,
    autoConfirm: options.autoConfirm ?? false,
    requirePkce: options.requirePkce ?? false,
    managedLogin: options.managedLogin ?? false,
    mfa: options.mfa ?? false,
    identityProviders: options.identityProviders ?? [],
    demoProviders: options.demoProviders ?? [],
    sampleApi: options.sampleApi ?? false,
    signingKeys: options.signingKeys ?? null,
    dataFile: options.dataFile ?? null,
    recordSecrets: options.recordSecrets ?? false,
    clock: options.clock ?? Date.now,
    log: options.log ?? (() => undefined),
  };
  check(settings);
  return settings;
}

/** The API's scopes are a resource server's, which the first client may ask for. */
function withSampleApi(options: UserPoolOptions): UserPoolOptions {
  const resourceServers = [...(options.resourceServers ?? []), noteScopes];
  const scopes = options.scopes ?? [...systemScopes, ...customScopes([noteScopes])];
  return { ...options, resourceServers, scopes };
}

/** How far beyond the given port one is taken: the issuer's, the demo provider's, the API's. */
function furthestPort({ sampleApi, demoProviders }: Settings): number {
  if (sampleApi) return 3;
  return demoProviders.length === 0 ? 1 : 2;
}

function check(settings: Settings): void {
  const bad = (message: string) => new UserPoolError('bad_option', message);
  const { port, users } = settings;
  const last = 65_535 - furthestPort(settings);
  if (!Number.isInteger(port) || port < 0 || port > last) {
    throw bad(`The port must be a whole number from 0 to ${last}, not ${port}.`);
  }
  checkResourceServers(settings);
  checkClients(settings);
  checkProviders(settings.identityProviders, settings.demoProviders);
  if (users.length === 0) throw bad('At least one user is needed.');
  for (const user of users) {
    if (!isEmailAddress(user.username)) {
      throw bad(`"${user.username}" is not an e-mail address; people sign in with theirs.`);
    }
    if (user.password === '') throw bad(`${user.username} needs a password.`);
    checkAttributes(user.username, user.attributes ?? {});
  }
}
