import { AuthorizationResponseError } from 'openid-client';

/** Why a provider's sign-in came to nothing, in the words that the client is told. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
}

/**
 * The `error_description` for whatever went wrong with a provider. What it answered and how the
 * connection failed is worded as the authorization-endpoint and federation-endpoint-idp-responses
 * pages have it; `Bad id_token issuer` was seen in the wild, and the other `Bad id_token …` follow it.
 * Cognito does not promise any of these texts.
 */
export function describeFailure(provider: string, error: unknown): string {
  const failure = causes(error).find((each) => each instanceof ProviderFailure);
  if (failure) return failure.message;
  const refusal = causes(error).find((each) => each instanceof AuthorizationResponseError);
  if (refusal) {
    const { error: code, error_description: description } = refusal;
    return [provider, 'Error', '-', code, description].filter(Boolean).join(' ');
  }
  const bad = whatIsBad(error);
  if (bad !== undefined) return `Bad id_token ${bad}`;
  return `${provider} Error - ${error instanceof Error ? error.message : String(error)}`;
}

/** From the checks of openid-client, whose causes say which claim it was. */
function whatIsBad(error: unknown): string | undefined {
  for (const { message, cause } of causes(error)) {
    const claim = typeof cause === 'object' && cause !== null && 'claim' in cause && cause.claim;
    if (typeof claim === 'string') return claim === 'iss' ? 'issuer' : claim;
    if (/signature|no applicable keys/.test(message)) return 'signature';
  }
  return undefined;
}

/** An error and what caused it, outermost first. */
function causes(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
