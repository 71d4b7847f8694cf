import type { Pool } from '../pool';
import type { User } from '../store/users';

export function sendConfirmationCode(pool: Pool, user: User): void {
  const code = pool.users.newConfirmationCode(user);
  pool.inbox.send({ to: user.email, subject: 'Your verification code', code });
}
