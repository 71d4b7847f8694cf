import type { IdentityProvider, PlayedProvider } from '../federation/identity-provider';
import type { Hooks } from '../hooks';
import type { Certificate } from '../http/certificate';
import type { PasswordKind } from '../store/password';
import type { SavedKeys } from '../store/saved-keys';
import type { PreSignUp } from '../triggers/pre-sign-up-event';
import type { AppClient, Client, TokenLifetimes } from './app-client';
import type { Group } from './group';
import type { ResourceServer } from './resource-server';
import type { Attributes } from './user-attributes';

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
  /**
   * Serve the domain and the issuer by HTTPS, with the certificate of `createCertificate()` or another.
   * Default `null`: plain HTTP. The demo provider and the sample API stay at HTTP.
   */
  readonly https?: Certificate | null;
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
  /** What the seven options above do not say of the first app client. */
  readonly client?: Partial<Omit<AppClient, 'id'>>;
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
  /** Confirms new sign-ups without a code, and takes their addresses for theirs. Default false. */
  readonly autoConfirm?: boolean;
  /** The pre sign-up trigger, which decides about that for each of them. Default: none. */
  readonly preSignUp?: PreSignUp | null;
  /** The shortest password that somebody may choose. Default 8, as Cognito's. */
  readonly passwordMinimumLength?: number;
  /** The kinds of characters that a password must have. Default: all four, as Cognito's. */
  readonly passwordKinds?: readonly PasswordKind[];
  /** Whether `Ann@example.com` and `ann@example.com` are two users. Default false. */
  readonly usernameCaseSensitive?: boolean;
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
   * Further ones, such as `Google`, that a demo provider plays: names, or what else is known of them. It
   * runs on an origin of its own, on the port after the issuer's. Default: none.
   */
  readonly demoProviders?: readonly (string | PlayedProvider)[];
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
  extends Required<
    Omit<UserPoolOptions, FlatClientOption | 'client' | 'clients' | 'demoProviders' | 'hooks'>
  > {
  readonly demoProviders: readonly PlayedProvider[];
  readonly clients: readonly [Client, ...Client[]];
}

export const poolId = 'local_Dev000001';
