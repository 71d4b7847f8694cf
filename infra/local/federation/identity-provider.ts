import { UserPoolError } from '../errors';

/** Attributes of the pool that a provider can fill in. */
export type MappedAttribute = 'email' | 'email_verified' | 'name';

/** An OpenID provider whose people may sign in to the pool (cognito-user-pools-oidc-idp page). */
export interface IdentityProvider {
  /** What `identity_provider`, the login page and the tokens call it: `Google`. */
  readonly name: string;
  /** `iss` of its ID tokens, with discovery below it. `https`, or `http` on this computer. */
  readonly issuer: string;
  readonly clientId: string;
  /** Sent by `client_secret_post`, the one way that Cognito knows. Without: a public client. */
  readonly clientSecret?: string | undefined;
  /** Other names for `idp_identifier`, often the domain of a company. Default: none. */
  readonly identifiers?: readonly string[] | undefined;
  /** Default `openid email profile`. */
  readonly scopes?: readonly string[] | undefined;
  /**
   * Which claim fills in which attribute. Default `{ email: 'email', name: 'name' }`: as in Cognito an
   * address counts as verified only where `email_verified` is mapped too.
   */
  readonly attributeMapping?: Readonly<Partial<Record<MappedAttribute, string>>> | undefined;
  /** Milliseconds to wait for each of its answers. Default 5000. */
  readonly timeoutMs?: number | undefined;
}

/** One that a demo provider plays: it is only called something. */
export type PlayedProvider = Pick<IdentityProvider, 'name' | 'identifiers' | 'attributeMapping'>;

/** The same with every default filled in. */
export interface UpstreamProvider {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly identifiers: readonly string[];
  readonly scopes: readonly string[];
  readonly attributeMapping: Readonly<Partial<Record<MappedAttribute, string>>>;
  readonly timeoutMs: number;
}

/** Fills in the defaults. */
export function upstreamProvider(provider: IdentityProvider): UpstreamProvider {
  const { name, issuer, clientId } = provider;
  return {
    name,
    issuer,
    clientId,
    clientSecret: provider.clientSecret ?? null,
    identifiers: provider.identifiers ?? [],
    scopes: provider.scopes ?? ['openid', 'email', 'profile'],
    attributeMapping: provider.attributeMapping ?? { email: 'email', name: 'name' },
    timeoutMs: provider.timeoutMs ?? 5000,
  };
}

/** @throws UserPoolError `bad_option`, with what is wrong with which provider */
export function checkProviders(
  providers: readonly IdentityProvider[],
  demoProviders: readonly PlayedProvider[],
): void {
  const taken = new Set<string>();
  for (const { name } of [...providers, ...demoProviders]) {
    if (name === 'COGNITO' || !/^[a-zA-Z0-9.-]{1,32}$/.test(name)) {
      throw bad(
        `The identity provider's name "${name}" must be 1 to 32 letters, digits, dots or hyphens.`,
      );
    }
    claim(taken, name);
  }
  for (const { identifiers = [] } of [...providers, ...demoProviders]) {
    for (const identifier of identifiers) claim(taken, identifier);
  }
  for (const provider of providers) check(provider);
}

function check({ name, issuer, clientId, scopes = ['openid'], timeoutMs = 1 }: IdentityProvider) {
  if (!isIssuer(issuer)) {
    throw bad(
      `The issuer of the identity provider ${name} must be an https address, or http on this ` +
        `computer, without query and fragment: not "${issuer}".`,
    );
  }
  if (clientId === '') throw bad(`The identity provider ${name} needs a client id.`);
  if (!scopes.includes('openid')) {
    throw bad(`The scopes of the identity provider ${name} must hold openid.`);
  }
  if (!(timeoutMs >= 1)) throw bad(`The time limit of ${name} must be 1 millisecond or more.`);
}

function claim(taken: Set<string>, name: string): void {
  if (taken.has(name)) throw bad(`Two identity providers are called ${name}.`);
  taken.add(name);
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false;
  return new URL(text).protocol === 'https:' || isOnThisComputer(text);
}

/** Plain HTTP is for loopback alone. */
export function isOnThisComputer(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function bad(message: string): UserPoolError {
  return new UserPoolError('bad_option', message);
}
