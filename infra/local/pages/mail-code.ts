import type { Pool } from '../pool';
import type { CodePurpose } from '../store/mailed-codes';

const subjects: Record<CodePurpose, string> = {
  confirm: 'Your verification code',
  'reset-password': 'Your password reset code',
};

/** Mails a new code to the inbox page; false, and no mail, when too many were asked for. */
export function mailCode(pool: Pool, purpose: CodePurpose, email: string): boolean {
  const code = pool.mailedCodes.issue(purpose, email);
  if (code === null) return false;
  pool.inbox.send({ to: email, subject: subjects[purpose], code });
  return true;
}
