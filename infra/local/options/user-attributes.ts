import { UserPoolError } from '../errors';

/** Strings, as Cognito keeps them: booleans are `true` and `false`, numbers are decimal. */
export type Attributes = Readonly<Record<string, string>>;

/** The attributes that come with a scope of their own. */
export const emailAttributes = ['email', 'email_verified'];
export const phoneAttributes = ['phone_number', 'phone_number_verified'];

/** The other standard attributes (user-pool-settings-attributes page; OpenID Connect Core §5.1). */
export const profileAttributes = [
  'address',
  'birthdate',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'picture',
  'preferred_username',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
];

const standardAttributes = [...emailAttributes, ...phoneAttributes, ...profileAttributes];

/** What people sign in with. Nothing but a mail can tell whether an address is one. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** A standard attribute, or `custom:` and up to 20 characters. */
export function isAttributeName(name: string): boolean {
  return (
    standardAttributes.includes(name) || /^custom:[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u.test(name)
  );
}

/**
 * Checks what somebody is to have, as `AdminUpdateUserAttributes` does.
 * @throws UserPoolError `bad_option`, naming the attribute and the person
 */
export function checkAttributes(who: string, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const bad = (message: string) =>
      new UserPoolError('bad_option', `${who}: the attribute "${name}" ${message}`);
    if (name === 'email') throw bad('is the username already.');
    if (!isAttributeName(name)) throw bad('is neither a standard attribute nor "custom:…".');
    if (value.length > 2048) throw bad('has more than 2048 characters.');
    if (name.endsWith('_verified') && value !== 'true' && value !== 'false') {
      throw bad('must be "true" or "false".');
    }
    if (name === 'phone_number' && !/^\+\d{3,15}$/.test(value)) {
      throw bad('must be a plus sign and digits, as +15550100.');
    }
    if (name === 'updated_at' && !/^\d+$/.test(value)) {
      throw bad('must be seconds since the epoch.');
    }
  }
}
