import type { Account } from '../../shared/auth-state';
import { initials, tone } from '../person';

const tones = 6;

/** Initials on a colour of the account's own. Says nothing that the name beside it does not. */
export function Avatar({ account }: { readonly account: Account }) {
  return (
    <div className="avatar" data-tone={tone(account, tones)} aria-hidden="true">
      {initials(account) || <Silhouette />}
    </div>
  );
}

function Silhouette() {
  return (
    <svg viewBox="0 0 24 24" width="32" height="32" fill="currentColor" aria-hidden="true">
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20a8 6 0 0 1 16 0z" />
    </svg>
  );
}
