import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import { CommandError } from './command-error';
import type { Terminal } from './terminal';
import { statusWords, type Users } from './users';

export const userUsage = 'add EMAIL [--resend] | confirm EMAIL | group EMAIL GROUP | list';

/**
 * `aws:user`: what an administrator does to people.
 * @throws CommandError `usage`, `user`
 */
export async function user(
  users: Users,
  [action, email, group, ...more]: readonly string[],
  resend: boolean,
  terminal: Terminal,
): Promise<void> {
  if (more.length > 0) throw wrongWords();
  if (action === 'list' && email === undefined) return list(users, terminal);
  if (email === undefined) throw wrongWords();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new CommandError('usage', `"${email}" is not an e-mail address.`);
  }
  if (action === 'add' && group === undefined) {
    await users.add(email, resend);
    terminal.say(`Cognito mails ${email} a first password; the sign-in page asks for a new one.`);
  } else if (action === 'confirm' && group === undefined) {
    await users.confirm(email);
    terminal.say(`${email} is confirmed and can sign in.`);
  } else if (action === 'group' && group !== undefined) {
    await users.addToGroup(email, group);
    terminal.say(
      `${email} is in the group ${group}: with the next sign-in or refresh, the app knows.`,
    );
  } else {
    throw wrongWords();
  }
}

function wrongWords(): CommandError {
  return new CommandError('usage', `aws:user takes one of: ${userUsage}`);
}

async function list(users: Users, terminal: Terminal): Promise<void> {
  let count = 0;
  for await (const person of users.list()) {
    terminal.say(line(person));
    count++;
  }
  terminal.say(count === 0 ? 'Nobody yet: npm run aws:user -- add EMAIL' : `${count} in all.`);
}

function line({
  Username,
  Attributes = [],
  UserStatus,
  Enabled,
  UserCreateDate,
}: UserType): string {
  const email = Attributes.find(({ Name }) => Name === 'email')?.Value ?? Username ?? '';
  const since = UserCreateDate?.toISOString().slice(0, 10) ?? '';
  const disabled = Enabled === false ? ', disabled' : '';
  return `${email.padEnd(32)} ${since}  ${statusWords(UserStatus)}${disabled}`;
}
