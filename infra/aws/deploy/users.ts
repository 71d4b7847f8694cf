import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  paginateListGroups,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { nameOf, textOf } from './aws-errors';
import type { Aws } from './clients';
import { CommandError } from './command-error';

/** The people of one user pool, as an administrator sees them. Their names are their e-mail addresses. */
export class Users {
  readonly #aws: Aws;
  readonly #poolId: string;

  constructor(aws: Aws, poolId: string) {
    this.#aws = aws;
    this.#poolId = poolId;
  }

  /**
   * Makes an account. Cognito makes up a first password and mails it: none passes through here.
   * @param resend send the invitation of an account that is there, and still waits for its first sign-in
   * @throws CommandError `user`
   */
  async add(email: string, resend: boolean): Promise<void> {
    const request = new AdminCreateUserCommand({
      UserPoolId: this.#poolId,
      Username: email,
      DesiredDeliveryMediums: ['EMAIL'],
      ...(resend
        ? { MessageAction: 'RESEND' }
        : {
            // Who gets the mail with the password in it has shown that the address is theirs.
            UserAttributes: [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
            ],
          }),
    });
    await this.#aws.cognito.send(request).catch(async (error: unknown) => {
      throw nameOf(error) === 'UsernameExistsException' ? await this.#isThere(email) : error;
    });
  }

  /**
   * Confirms somebody who has signed up and was not mailed a code, or lost it.
   * @throws CommandError `user`
   */
  async confirm(email: string): Promise<void> {
    const request = new AdminConfirmSignUpCommand({ UserPoolId: this.#poolId, Username: email });
    await this.#aws.cognito.send(request).catch((error: unknown) => {
      if (nameOf(error) !== 'NotAuthorizedException') throw this.#explained(error, email);
      throw new CommandError(
        'user',
        `${email} can't be confirmed: ${textOf(error)}`,
        'Only somebody who has signed up by themselves, and has not finished, needs it.',
      );
    });
  }

  /** @throws CommandError `user` */
  async addToGroup(email: string, group: string): Promise<void> {
    const groups = await this.groups();
    if (!groups.includes(group)) {
      throw new CommandError(
        'user',
        `The user pool has no group "${group}".`,
        groups.length === 0
          ? 'It has none at all: make them in the console (User management → Groups) or in the template.'
          : `It has: ${groups.join(', ')}.`,
      );
    }
    const UserPoolId = this.#poolId;
    await this.#aws.cognito
      .send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName: group }))
      .catch((error: unknown) => {
        throw this.#explained(error, email);
      });
  }

  async groups(): Promise<string[]> {
    const names: string[] = [];
    const pages = paginateListGroups({ client: this.#aws.cognito }, { UserPoolId: this.#poolId });
    for await (const { Groups = [] } of pages)
      names.push(...Groups.map((it) => it.GroupName ?? ''));
    return names;
  }

  async *list(): AsyncGenerator<UserType> {
    const pages = paginateListUsers({ client: this.#aws.cognito }, { UserPoolId: this.#poolId });
    for await (const { Users = [] } of pages) yield* Users;
  }

  async #isThere(email: string): Promise<CommandError> {
    const { UserStatus } = await this.#aws.cognito.send(
      new AdminGetUserCommand({ UserPoolId: this.#poolId, Username: email }),
    );
    const isWaiting = UserStatus === 'FORCE_CHANGE_PASSWORD';
    return new CommandError(
      'user',
      `${email} is in the user pool already (${statusWords(UserStatus)}).`,
      isWaiting ? 'To mail the invitation again, add --resend.' : null,
    );
  }

  #explained(error: unknown, email: string): unknown {
    return nameOf(error) === 'UserNotFoundException'
      ? new CommandError('user', `Nobody in the user pool is called ${email}.`)
      : error;
  }
}

const statuses: Readonly<Record<string, string>> = {
  CONFIRMED: 'confirmed',
  UNCONFIRMED: 'has not typed the mailed code yet',
  FORCE_CHANGE_PASSWORD: 'invited, has not signed in yet',
  RESET_REQUIRED: 'needs a new password',
  EXTERNAL_PROVIDER: 'from another identity provider',
};

/** Cognito's `UserStatus`, for people. */
export function statusWords(status: string | undefined): string {
  return statuses[status ?? ''] ?? status ?? 'unknown';
}
