import type { SessionTimes } from '../../shared/auth-state';
import { strings } from '../strings';
import { formatDistance, formatMoment, isoTime } from '../time';
import { useNow } from '../useNow';

/** Since when the person is signed in, and how long the access token still lives. */
export function SessionDetails({ session }: { readonly session: SessionTimes }) {
  const now = useNow();
  return (
    <dl className="details">
      <div>
        <dt>{strings.signedIn.since}</dt>
        <dd>
          <time data-testid="session-start" dateTime={isoTime(session.startedAt)}>
            {formatMoment(session.startedAt, now)}
          </time>
        </dd>
      </div>
      <div>
        <TokenExpiry at={session.accessTokenExpiresAt} now={now} />
      </div>
    </dl>
  );
}

function TokenExpiry({ at, now }: { readonly at: number | null; readonly now: number }) {
  const words = strings.signedIn.accessToken;
  if (at === null) {
    return (
      <>
        <dt>{words.absent}</dt>
        <dd>{words.absentWhy}</dd>
      </>
    );
  }
  return (
    <>
      <dt>{at > now ? words.expires : words.expired}</dt>
      <dd>
        <time data-testid="token-expiry" dateTime={isoTime(at)}>
          {formatMoment(at, now)}
        </time>{' '}
        <span className="muted">({formatDistance(at, now)})</span>
      </dd>
    </>
  );
}
