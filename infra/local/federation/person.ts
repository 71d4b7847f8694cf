import type { UpstreamProvider } from './identity-provider';
import { ProviderFailure } from './provider-failure';

/** Who the other provider says it is. */
export interface FederatedPerson {
  /** The provider's own id of the person: `sub`, which is always mapped to the username. */
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/**
 * Applies the attribute mapping (cognito-user-pools-specifying-attribute-mapping page).
 * @param claims of the ID token and of userinfo
 * @throws ProviderFailure without an e-mail address, which this pool requires of everybody
 */
export function personFrom(
  { attributeMapping }: UpstreamProvider,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
): FederatedPerson {
  const { email: emailClaim, email_verified: verifiedClaim, name: nameClaim } = attributeMapping;
  const mapped = (claim: string | undefined) => (claim === undefined ? undefined : claims[claim]);
  const [email, name] = [mapped(emailClaim), mapped(nameClaim)];
  if (typeof email !== 'string' || email === '') {
    throw new ProviderFailure('attributes required: [email]');
  }
  return {
    userId: claims.sub,
    email: email.toLowerCase(),
    // Some providers send the text "true".
    emailVerified: String(mapped(verifiedClaim)) === 'true',
    name: typeof name === 'string' && name !== '' ? name : null,
  };
}
