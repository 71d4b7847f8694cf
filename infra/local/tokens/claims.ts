import type { Client } from '../options/app-client';
import {
  type Attributes,
  emailAttributes,
  phoneAttributes,
  profileAttributes,
} from '../options/user-attributes';
import type { User } from '../store/users';

/** Everything that is known about somebody, under the names and in the form of Cognito. */
export function allAttributesOf(user: User): Attributes {
  return {
    email_verified: String(user.emailVerified ?? user.confirmed),
    email: user.email,
    ...(user.name === null ? {} : { name: user.name }),
    ...user.attributes,
  };
}

/**
 * The attributes that these scopes and the client's read permissions let through. `openid` on its
 * own gives all of them, in the ID token and at userInfo alike (userinfo-endpoint page).
 */
export function attributesOf(user: User, client: Client, scopes: readonly string[]): Attributes {
  const isOpen = !scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  const isVisible = (name: string) =>
    (isOpen || scopes.includes(scopeOf(name))) && canRead(client, name);
  return Object.fromEntries(
    Object.entries(allAttributesOf(user)).filter(([name]) => isVisible(name)),
  );
}

/** Attributes as claims: the ID token has JSON's own types where OpenID Connect Core §5.1 has them. */
export function asClaims(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, asClaim(name, value)]),
  );
}

function asClaim(name: string, value: string): unknown {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  if (name === 'updated_at') return Number(value);
  // Seen in the wild: https://github.com/aws-amplify/amplify-js/issues/4935.
  return name === 'address' ? { formatted: value } : value;
}

/** `profile` covers custom attributes too. */
function scopeOf(name: string): string {
  if (emailAttributes.includes(name)) return 'email';
  return phoneAttributes.includes(name) ? 'phone' : 'profile';
}

/**
 * Whether the client can read all attributes of the scopes that it was granted; otherwise the token
 * endpoint refuses (token-endpoint page).
 */
export function canReadScopes(client: Client, scopes: readonly string[]): boolean {
  const needed = [...emailAttributes, ...phoneAttributes, ...profileAttributes];
  return needed.every((name) => !scopes.includes(scopeOf(name)) || canRead(client, name));
}

function canRead({ readAttributes }: Client, name: string): boolean {
  return readAttributes === null || readAttributes.includes(name);
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
