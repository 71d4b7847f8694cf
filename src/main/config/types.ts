import type { PolicyFile } from './policy-file';
import type { SettingValues } from './settings';

/** Settings that `Config` has in another form; every other one is in it under its own name. */
type Converted =
  | ('domain' | 'region' | 'userPoolId' | 'issuer' | 'clientId')
  | ('idleLimitMinutes' | 'sessionLimitHours' | 'refreshTokenDays')
  | 'globalSignOut'
  | ('apiOrigins' | 'apiMaxMegabytes' | 'apiTimeoutSeconds')
  | ('updateFeed' | 'updateKeys');

/** The settings, validated. */
export interface Config extends Omit<SettingValues, Converted> {
  readonly provider: CognitoProvider | GenericProvider;
  readonly clientId: string;
  readonly limits: SessionLimits;
  /** Where Cognito's `GlobalSignOut` is called; `null`: signing out everywhere is not offered. */
  readonly globalSignOutEndpoint: string | null;
  /** What the page may call with the access token; `null`: no API (SEC-44). */
  readonly api: ApiSettings | null;
  /** Where updates are announced; `null`: the app does not update itself (SEC-71). */
  readonly updates: UpdateSettings | null;
}

/** Whose announcements of newer versions are believed. */
export interface UpdateSettings {
  /** Folder of the feed: https, ends with a slash. */
  readonly feed: string;
  /** Ed25519 public keys in base64url, one at least; a feed signed with any of them is believed. */
  readonly keys: readonly string[];
}

/** Where API calls may go, and how large and how long they may be. */
export interface ApiSettings {
  /** https, or http on loopback. A call that names none goes to the first; there is one at least. */
  readonly origins: readonly string[];
  /** For what is sent and for what is answered, each, in bytes. */
  readonly maxBytes: number;
  /** For a whole call, a renewal of the token included, in ms. */
  readonly timeoutMs: number;
}

/** How long a session may last, in ms; `null`: as long as the provider lets it (SEC-60). */
export interface SessionLimits {
  /** Since the person last touched the computer. */
  readonly idleMs: number | null;
  /** Since the person last proved who they are. */
  readonly absoluteMs: number | null;
  /** How long the provider's refresh tokens live: nothing in its answers says so (SEC-57). */
  readonly refreshTokenMs: number | null;
}

/** Endpoints come from `domain`; nothing is discovered on the way to a sign-in. */
export interface CognitoProvider {
  readonly kind: 'cognito';
  /** `iss` of the tokens, for instance `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC`. */
  readonly issuer: string;
  /** Origin of the hosted UI, for instance `https://example.auth.eu-west-1.amazoncognito.com`. */
  readonly domain: string;
}

/** Any other OpenID provider: endpoints by discovery. */
export interface GenericProvider {
  readonly kind: 'generic';
  readonly issuer: string;
}

/** Where `loadConfig` looks for settings; earlier places win, key by key. */
export interface ConfigSources {
  /** The environment: `COGNITO_*`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command line: `--config PATH` or `--config=PATH`. */
  readonly argv: readonly string[];
  /** The folder that may hold a `config.json`. */
  readonly userDataDir: string;
  /** The JSON text that was baked in at build time; `''` when there was none. */
  readonly baked: string;
  /** A packaged app takes the settings of updates from `baked` and `policy` only, and others too if it has a provider there. */
  readonly isPackaged: boolean;
  /** An administrator's settings, which win over all others; left out in development. */
  readonly policy?: PolicyFile | undefined;
}
