/** Why a command failed: exit status 1. The message is for the user; its last lines say what to do. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';

  /** @param hint what to do about it: whole sentences, or commands to copy */
  constructor(message: string, hint?: string) {
    super(hint === undefined ? message : `${message}\n${hint}`);
  }
}

/** The command line is wrong: exit status 2. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}
