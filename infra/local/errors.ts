export type UserPoolErrorCode = 'bad_data_file' | 'bad_option' | 'not_loopback' | 'port_taken';

/** Why a user pool could not be started. Switch on `code`; the message is for people. */
export class UserPoolError extends Error {
  override readonly name = 'UserPoolError';
  readonly code: UserPoolErrorCode;

  constructor(code: UserPoolErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
