import type { User } from '../store/users';

/**
 * The attributes that these scopes let a client read. `openid` on its own gives all of them,
 * in the ID token and at userInfo alike (userinfo-endpoint page).
 */
export function attributesOf(user: User, scopes: readonly string[]): Record<string, unknown> {
  const all = !scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  return {
    ...(all || scopes.includes('email')
      ? { email_verified: user.emailVerified ?? user.confirmed, email: user.email }
      : {}),
    ...((all || scopes.includes('profile')) && user.name !== null ? { name: user.name } : {}),
  };
}

/** Providers that Cognito knows by name; any other is of the type `OIDC`. */
const socialProviders = ['Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple'];

/** Where somebody of another provider comes from. All values but `issuer` are strings. */
export function identitiesOf({ identity }: User): Record<string, unknown> {
  if (!identity) return {};
  const { providerName, userId, dateCreated } = identity;
  const providerType = socialProviders.includes(providerName) ? providerName : 'OIDC';
  const entry = { userId, providerName, providerType, issuer: null };
  return { identities: [{ dateCreated: String(dateCreated), ...entry, primary: 'true' }] };
}

export function groupsOf(user: User): Record<string, unknown> {
  return user.groups.length > 0 ? { 'cognito:groups': user.groups } : {};
}
