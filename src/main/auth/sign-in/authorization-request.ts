import { createHash, randomBytes } from 'node:crypto';
import type { ServerMetadata } from 'openid-client';
import type { SignInIntent } from '../../../shared/auth-state';
import type { Config } from '../../config/types';

/**
 * One authorization request and the secrets that tie its response to it. Every member is required:
 * a request without a verifier cannot be written (SEC-2).
 */
export interface AuthorizationRequest {
  /** What the user-agent opens. */
  readonly url: string;
  /** Where the provider redirects to; named again in the token request (RFC 6749 §4.1.3). */
  readonly redirectUri: string;
  /** Ties the callback to this request (RFC 6749 §10.12). */
  readonly state: string;
  /** Ties the ID token to this request (OpenID Connect Core §3.1.2.1). */
  readonly nonce: string;
  /** Ties the token request to this request (RFC 7636 §4.1). */
  readonly codeVerifier: string;
}

export interface AuthorizationOptions {
  readonly intent: SignInIntent;
  /** `login`: ask even with a session at the provider (OpenID Connect Core §3.1.2.1). */
  readonly prompt?: 'login';
  /** Ask for an account, though one has a session at the provider. */
  readonly anotherAccount?: boolean;
  /** How old that session may be, in seconds. */
  readonly maxAge?: number;
  /** Who is expected to sign in: fills in the user name. */
  readonly loginHint?: string;
  /** Skips the hosted UI's choice of provider (Cognito: `identity_provider`). */
  readonly identityProvider?: string;
  /** Has Cognito find the provider, mostly by the domain of an e-mail address (`idp_identifier`). */
  readonly idpIdentifier?: string;
  /** Language of the hosted UI's pages (Cognito managed login: `lang`; elsewhere `ui_locales`). */
  readonly lang?: string;
}

/**
 * Makes an authorization request with fresh 256-bit secrets (SEC-1). PKCE is sent whatever the
 * metadata says: Cognito supports S256 and does not advertise it.
 *
 * With intent `sign-up`, Cognito's `/signup` page is opened, which takes the same parameters
 * (Cognito: "Managed login endpoints"); another provider is asked by `prompt=create` where its
 * metadata offers that (OpenID Connect Prompt Create).
 */
export function createAuthorizationRequest(
  config: Config,
  metadata: ServerMetadata,
  redirectUri: string,
  { intent, maxAge, ...options }: AuthorizationOptions,
): AuthorizationRequest {
  const secrets = { state: random(), nonce: random(), codeVerifier: random() };
  const url = new URL(startPage(config, metadata, intent));
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: redirectUri,
    scope: config.scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: codeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
  };
  const isCognito = config.provider.kind === 'cognito';
  const identityProvider = options.identityProvider ?? config.identityProvider;
  // Cognito takes one of the two: an identifier that the user gave says more than a setting.
  if (options.idpIdentifier !== undefined) parameters.idp_identifier = options.idpIdentifier;
  else if (identityProvider !== null) parameters.identity_provider = identityProvider;
  const another = options.anotherAccount ? accountPrompt(config, metadata) : undefined;
  const prompts = [options.prompt ?? another, needsConsent(config) ? 'consent' : undefined].filter(
    Boolean,
  );
  if (prompts.length > 0) parameters.prompt = prompts.join(' ');
  if (maxAge !== undefined) parameters.max_age = String(maxAge);
  if (options.loginHint !== undefined) parameters.login_hint = options.loginHint;
  if (options.lang !== undefined) parameters[isCognito ? 'lang' : 'ui_locales'] = options.lang;
  if (intent === 'sign-up' && !isCognito && offersPrompt(metadata, 'create')) {
    parameters.prompt = 'create';
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, redirectUri, ...secrets };
}

/**
 * OpenID Connect Core §11: a provider may give a refresh token with `offline_access` only after the user
 * has just consented. Some give it anyway, and Microsoft's lets only an administrator consent; for those
 * there is the setting.
 */
function needsConsent({ scopes, consentPrompt, provider }: Config): boolean {
  return provider.kind === 'generic' && consentPrompt && scopes.includes('offline_access');
}

/** Takes no `login` (Google: "OpenID Connect", authentication URI parameters), and does not list its values. */
const takesOnlyAccountChoice = 'https://accounts.google.com';

/**
 * What makes the provider ask for an account in a browser that has a session (OpenID Connect Core §3.1.2.1).
 * `select_account` does nothing for Cognito's own users, and `login` needs managed login (Cognito: "Authorize
 * endpoint").
 */
function accountPrompt({ provider }: Config, metadata: ServerMetadata): string {
  if (provider.kind === 'cognito') return 'login';
  const choice = 'select_account';
  const isOffered = offersPrompt(metadata, choice) || provider.issuer === takesOnlyAccountChoice;
  return isOffered ? choice : 'login';
}

/** Whether a provider's metadata lists this value of `prompt` (OpenID Connect Prompt Create §4). */
export function offersPrompt(metadata: ServerMetadata, prompt: string): boolean {
  const prompts = metadata.prompt_values_supported;
  return Array.isArray(prompts) && prompts.includes(prompt);
}

/** RFC 7636 §4.2: `BASE64URL(SHA256(ASCII(code_verifier)))`. */
export function codeChallenge(codeVerifier: string): string {
  // Stryker disable next-line StringLiteral: UTF-8, the default, is the same for a verifier
  return createHash('sha256').update(codeVerifier, 'ascii').digest('base64url');
}

function startPage(config: Config, metadata: ServerMetadata, intent: SignInIntent): string {
  if (config.provider.kind === 'cognito' && intent === 'sign-up') {
    return `${config.provider.domain}/signup`;
  }
  // provider-metadata.ts lets no metadata through without it
  return metadata.authorization_endpoint ?? '';
}

/** 256 random bits as 43 characters, the shortest verifier that RFC 7636 §4.1 allows. */
function random(): string {
  return randomBytes(32).toString('base64url');
}
