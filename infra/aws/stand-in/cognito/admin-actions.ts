import { randomUUID } from 'node:crypto';
import { ServiceError } from '../wire/service-error';
import type { PoolRecord, UserRecord } from './store';

type Request = Readonly<Record<string, unknown>>;

export type Action = (request: Request) => object;

/** What an administrator can do to the people of a pool; `poolOf` finds it. */
export function adminActions(poolOf: (request: Request) => PoolRecord): Record<string, Action> {
  const userOf = (request: Request): UserRecord => {
    const user = poolOf(request).users.get(String(request.Username));
    if (user === undefined) throw new ServiceError('UserNotFoundException', 'User does not exist.');
    return user;
  };
  return {
    AdminCreateUser: (request) => {
      const { users } = poolOf(request);
      const name = String(request.Username);
      const existing = users.get(name);
      if (request.MessageAction === 'RESEND') {
        const user = userOf(request);
        if (user.UserStatus !== 'FORCE_CHANGE_PASSWORD') {
          throw new ServiceError(
            'UnsupportedUserStateException',
            'Resend not possible. User status is not FORCE_CHANGE_PASSWORD',
          );
        }
        user.invitations++;
        return { User: described(user) };
      }
      if (existing)
        throw new ServiceError('UsernameExistsException', 'User account already exists');
      const user: UserRecord = {
        Username: randomUUID(),
        Attributes: [...((request.UserAttributes ?? []) as UserRecord['Attributes'])],
        UserStatus: 'FORCE_CHANGE_PASSWORD',
        UserCreateDate: Date.now() / 1000,
        groups: new Set(),
        invitations: 1,
      };
      users.set(name, user);
      return { User: described(user) };
    },
    AdminConfirmSignUp: (request) => {
      const user = userOf(request);
      if (user.UserStatus !== 'UNCONFIRMED') {
        throw new ServiceError(
          'NotAuthorizedException',
          `User cannot be confirmed. Current status is ${user.UserStatus}`,
        );
      }
      user.UserStatus = 'CONFIRMED';
      return {};
    },
    AdminGetUser: (request) => {
      const { Attributes: UserAttributes, ...user } = described(userOf(request));
      return { ...user, UserAttributes };
    },
    AdminAddUserToGroup: (request) => {
      const user = userOf(request);
      const group = String(request.GroupName);
      if (!poolOf(request).groups.has(group)) {
        throw new ServiceError('ResourceNotFoundException', 'Group not found.');
      }
      user.groups.add(group);
      return {};
    },
    ListGroups: (request) => ({
      Groups: [...poolOf(request).groups].map((GroupName) => ({ GroupName })),
    }),
    // Two on a page, so that every reader has to turn it.
    ListUsers: (request) => {
      const all = [...poolOf(request).users.values()];
      const start = Number(request.PaginationToken ?? 0);
      const next = start + 2 < all.length ? { PaginationToken: String(start + 2) } : {};
      return { Users: all.slice(start, start + 2).map(described), ...next };
    },
  };
}

function described({ Username, Attributes, UserStatus, UserCreateDate }: UserRecord) {
  return { Username, Attributes, UserStatus, UserCreateDate, Enabled: true };
}
