import { type User, type UserStore, usernameOf } from './store/users';

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
}

/** @param changed called after each change, to save it */
export function userDirectory(users: UserStore, changed: () => void): UserDirectory {
  const lookUp = (who: string) =>
    users.findByEmail(who) ?? users.list().find((user) => usernameOf(user) === who);
  const change = (who: string, changes: { confirmed?: boolean; enabled?: boolean }) => {
    const user = lookUp(who);
    if (!user) throw new RangeError('Nobody in the pool has this name or address.');
    users.update(user, changes);
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
  };
}

function copy(user: User): PoolUser {
  const { sub, email, name, groups, confirmed, enabled } = user;
  return { sub, username: usernameOf(user), email, name, groups: [...groups], confirmed, enabled };
}
