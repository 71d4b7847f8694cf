import { type Attributes, checkAttributes } from './options/user-attributes';
import { fieldsOf, type User, type UserStore, usernameOf } from './store/users';
import { allAttributesOf } from './tokens/claims';

/** What can be known about a person; a copy, so changing it changes nothing. */
export interface PoolUser {
  readonly sub: string;
  /** What the tokens call them. */
  readonly username: string;
  readonly email: string;
  readonly name: string | null;
  readonly groups: readonly string[];
  readonly confirmed: boolean;
  readonly enabled: boolean;
  /** All of them, as strings: `email`, `phone_number_verified`, `custom:tier` … */
  readonly attributes: Attributes;
}

/** What an administrator can do to people in the console. */
export interface UserDirectory {
  list(): readonly PoolUser[];
  /** By username, or by e-mail address in any case. */
  find(who: string): PoolUser | undefined;
  /** As `AdminConfirmSignUp`: no code is needed any more. @throws RangeError nobody is called that */
  confirm(who: string): void;
  /**
   * As `AdminDisableUser`: no sign-in, no refresh, and access tokens stop working at userInfo.
   * @throws RangeError nobody is called that
   */
  disable(who: string): void;
  /** As `AdminEnableUser`. @throws RangeError nobody is called that */
  enable(who: string): void;
  /**
   * As `AdminUpdateUserAttributes`: adds to what is there. Sessions and tokens that are out stay.
   * @throws RangeError nobody is called that
   * @throws UserPoolError `bad_option`
   */
  setAttributes(who: string, attributes: Attributes): void;
}

/**
 * @param changed called after each change, to save it
 * @internal
 */
export function userDirectory(users: UserStore, changed: () => void): UserDirectory {
  const lookUp = (who: string) =>
    users.findByEmail(who) ?? users.list().find((user) => usernameOf(user) === who);
  const get = (who: string) => {
    const user = lookUp(who);
    if (!user) throw new RangeError('Nobody in the pool has this name or address.');
    return user;
  };
  const change = (who: string, changes: { confirmed?: boolean; enabled?: boolean }) => {
    users.update(get(who), changes);
    changed();
  };
  return {
    list: () => users.list().map(copy),
    find: (who) => {
      const user = lookUp(who);
      return user && copy(user);
    },
    confirm: (who) => change(who, { confirmed: true }),
    disable: (who) => change(who, { enabled: false }),
    enable: (who) => change(who, { enabled: true }),
    setAttributes: (who, attributes) => {
      checkAttributes(who, attributes);
      const user = get(who);
      users.update(user, fieldsOf({ ...user.attributes, ...attributes }));
      changed();
    },
  };
}

function copy(user: User): PoolUser {
  const { sub, email, name, groups, confirmed, enabled } = user;
  const username = usernameOf(user);
  const attributes = allAttributesOf(user);
  return { sub, username, email, name, groups: [...groups], confirmed, enabled, attributes };
}
