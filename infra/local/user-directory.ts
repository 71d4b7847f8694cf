import type { User, UserStore } from './store/users';

/** What can be known about a person; a copy, so changing it changes nothing. */
export interface PoolUser {
  readonly sub: string;
  readonly email: string;
  readonly name: string | null;
  readonly groups: readonly string[];
  readonly confirmed: boolean;
  readonly enabled: boolean;
}

/** What an administrator can do to people in the console. */
export interface UserDirectory {
  list(): readonly PoolUser[];
  /** By e-mail address, in any case. */
  find(email: string): PoolUser | undefined;
  /** As `AdminConfirmSignUp`: no code is needed any more. @throws RangeError unknown address */
  confirm(email: string): void;
  /**
   * As `AdminDisableUser`: no sign-in, no refresh, and access tokens stop working at userInfo.
   * @throws RangeError unknown address
   */
  disable(email: string): void;
  /** As `AdminEnableUser`. @throws RangeError unknown address */
  enable(email: string): void;
}

/** @param changed called after each change, to save it */
export function userDirectory(users: UserStore, changed: () => void): UserDirectory {
  const change = (email: string, apply: (user: User) => void) => {
    const user = users.findByEmail(email);
    if (!user) throw new RangeError('Nobody in the pool has this address.');
    apply(user);
    changed();
  };
  return {
    list: () => users.list().map(copy),
    find: (email) => {
      const user = users.findByEmail(email);
      return user && copy(user);
    },
    confirm: (email) =>
      change(email, (user) => {
        user.confirmed = true;
      }),
    disable: (email) =>
      change(email, (user) => {
        user.enabled = false;
      }),
    enable: (email) =>
      change(email, (user) => {
        user.enabled = true;
      }),
  };
}

function copy({ sub, email, name, groups, confirmed, enabled }: User): PoolUser {
  return { sub, email, name, groups: [...groups], confirmed, enabled };
}
