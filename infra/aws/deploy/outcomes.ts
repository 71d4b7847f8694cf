/**
 * How a command can end, with its exit status. The numbers are a promise: scripts switch on them, so none
 * is ever given a second meaning. `--help` and the README show this table.
 */
export const outcomes = {
  done: { status: 0, meaning: 'done; or there was nothing to change; or all is as it should be' },
  differs: { status: 1, meaning: 'aws:check or aws:status found something to change' },
  usage: { status: 2, meaning: 'the command line is wrong' },
  unconfirmed: { status: 3, meaning: 'not confirmed: the answer was no, or nobody could be asked' },
  'no-credentials': {
    status: 4,
    meaning: 'AWS credentials are missing, or AWS does not know them',
  },
  'expired-credentials': { status: 5, meaning: 'the AWS session has expired' },
  'access-denied': { status: 6, meaning: 'the credentials do not allow an action; it is named' },
  region: { status: 7, meaning: 'the AWS Region is missing, or there is none of that name' },
  unreachable: { status: 8, meaning: 'AWS could not be reached, or did not answer properly' },
  parameter: {
    status: 9,
    meaning: 'a parameter of the template is missing, unknown or not allowed',
  },
  template: { status: 10, meaning: 'the template cannot be read, or AWS refuses it' },
  'domain-taken': { status: 11, meaning: 'the domain prefix belongs to somebody else' },
  failed: {
    status: 12,
    meaning: 'AWS could not do it and took it back; the first reason is shown',
  },
  'delete-first': { status: 13, meaning: 'what is left of the stack must be deleted first' },
  busy: { status: 14, meaning: 'AWS is still working on the stack' },
  'unknown-stack': { status: 15, meaning: 'there is no such stack in this account and Region' },
  protected: { status: 16, meaning: 'deletion protection is on' },
  throttled: { status: 17, meaning: 'AWS asks to slow down, and kept asking' },
  'config-file': { status: 18, meaning: "the app's configuration cannot be read or written" },
  user: { status: 19, meaning: 'aws:user was refused: no such person or group, or already there' },
  unexpected: { status: 70, meaning: 'a mistake in this program' },
  interrupted: { status: 130, meaning: 'interrupted; what AWS has begun goes on' },
} as const;

export type Outcome = keyof typeof outcomes;
