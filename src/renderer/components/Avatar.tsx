import type { Account } from '../../shared/auth-state';
import { initials, tone } from '../person';

const tones = 6;

interface Props {
  readonly account: Account;
  readonly small?: boolean;
}

/** Initials on a colour of the account's own. Says nothing that the name beside it does not. */
export function Avatar({ account, small = false }: Props) {
  return (
    <span
      className={small ? 'avatar avatar-small' : 'avatar'}
      data-tone={tone(account, tones)}
      aria-hidden="true"
    >
      {initials(account) || <Silhouette />}
    </span>
  );
}

function Silhouette() {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20a8 6 0 0 1 16 0z" />
    </svg>
  );
}
