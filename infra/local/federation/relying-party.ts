import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { isOnThisComputer, type UpstreamProvider } from './identity-provider';
import { type FederatedPerson, personFrom } from './person';
import { ProviderFailure } from './provider-failure';
import { providerFetch } from './provider-fetch';

/** A sign-in that is at a provider at the moment. */
export interface Detour {
  readonly provider: UpstreamProvider;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly configuration: Configuration;
}

/** The authorization request that waits for its user to come back. */
export interface Waiting {
  readonly detour: Detour;
  /** Its query. */
  readonly search: string;
}

/** What a provider is told besides who is asking. */
export interface Hints {
  readonly loginHint: string;
  readonly prompt: readonly string[];
}

/**
 * The pool as a client of another provider: discovers it and makes the authorization URL.
 * Every sign-in asks afresh, so that a provider's new keys and endpoints count at once.
 * @param redirectUri the pool's `/oauth2/idpresponse`
 * @throws an error that `describeFailure` has words for
 */
export async function leaveFor(
  provider: UpstreamProvider,
  redirectUri: string,
  { loginHint, prompt }: Hints,
): Promise<{ url: string; detour: Detour }> {
  const configuration = await discover(provider);
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const parameters = {
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(loginHint === '' ? {} : { login_hint: loginHint }),
    ...(prompt.length === 0 ? {} : { prompt: prompt.join(' ') }),
  };
  const url = buildAuthorizationUrl(configuration, parameters).href;
  return { url, detour: { provider, state, nonce, verifier, configuration } };
}

/**
 * Exchanges the code, checks the ID token and asks userinfo for the attributes.
 * @param callback the address at which the person came back, query included
 * @param note takes every token that the provider gave, for a sweep of logs
 * @throws an error that `describeFailure` has words for
 */
export async function comeBackFrom(
  { provider, state, nonce, verifier, configuration }: Detour,
  callback: URL,
  note: (secret: string) => void,
): Promise<FederatedPerson> {
  const tokens = await authorizationCodeGrant(configuration, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  for (const secret of [tokens.access_token, tokens.id_token]) if (secret) note(secret);
  const claims = tokens.claims();
  if (!claims) throw new ProviderFailure('Bad id_token');
  const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const attributes = hasUserInfo
    ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
    : {};
  return personFrom(provider, { ...claims, ...attributes, sub: claims.sub });
}

async function discover(provider: UpstreamProvider): Promise<Configuration> {
  const { issuer, clientId, clientSecret, timeoutMs } = provider;
  let found: Configuration | undefined;
  const authentication = clientSecret === null ? None() : ClientSecretPost(clientSecret);
  found = await discovery(new URL(issuer), clientId, undefined, authentication, {
    // The signature counts even though the token comes from the provider itself, as in Cognito.
    execute: [
      enableNonRepudiationChecks,
      ...(isOnThisComputer(issuer) ? [allowInsecureRequests] : []),
    ],
    timeout: timeoutMs / 1000,
    [customFetch]: providerFetch(provider.name, () => found?.serverMetadata()),
  });
  return found;
}
