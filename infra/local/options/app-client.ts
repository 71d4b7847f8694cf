/** Seconds. Cognito's defaults are an hour for ID and access tokens, 30 days for refresh tokens. */
export interface TokenLifetimes {
  readonly id: number;
  readonly access: number;
  readonly refresh: number;
}

/** The grants of `AllowedOAuthFlows`. `client_credentials` needs a secret and stands alone. */
export type Flow = 'code' | 'implicit' | 'client_credentials';

/** An app client (aws-resource-cognito-userpoolclient page). */
export interface AppClient {
  readonly id: string;
  /** Makes the client confidential: it has to show this at the token and revocation endpoints. */
  readonly secret?: string | null;
  /** Compared as exact strings, as Cognito does. */
  readonly redirectUris?: readonly string[];
  readonly signOutUris?: readonly string[];
  /** Scopes that the client may ask for. Default: the five that every pool has, if people use it. */
  readonly scopes?: readonly string[];
  /** Default: `code` alone. */
  readonly flows?: readonly Flow[];
  /** `COGNITO` for the pool's own people, and names of other providers. `null` (default): every one. */
  readonly identityProviders?: readonly string[] | null;
  readonly tokenLifetimes?: Partial<TokenLifetimes>;
  /** Refresh token rotation. Off by default; `graceSeconds` (0 to 60) is how long the old one lives on. */
  readonly refreshTokenRotation?: { readonly graceSeconds: number } | null;
  /** `EnableTokenRevocation`: whether `/oauth2/revoke` works for this client. Default true. */
  readonly revocation?: boolean;
  /** The attributes that the client may read. `null` (default): all of them. */
  readonly readAttributes?: readonly string[] | null;
  /** Where the browser goes when a request names no redirect URI; one of `redirectUris`. */
  readonly defaultRedirectUri?: string | null;
}

/** An app client with every default filled in. */
export interface Client extends Required<Omit<AppClient, 'tokenLifetimes'>> {
  readonly tokenLifetimes: TokenLifetimes;
}

/** `aws.cognito.signin.user.admin` lets a token act for its person at the API (GlobalSignOut). */
export const adminScope = 'aws.cognito.signin.user.admin';

/** The scopes that every pool has. */
export const systemScopes = ['openid', 'email', 'phone', 'profile', adminScope];

export function findClient(
  { clients }: { readonly clients: readonly Client[] },
  id: string | null | undefined,
): Client | undefined {
  return clients.find((client) => client.id === id);
}

/** Whether people may come to this client by way of a provider; `COGNITO`: the pool itself. */
export function allowsProvider({ identityProviders }: Client, name: string): boolean {
  return identityProviders === null || identityProviders.includes(name);
}
