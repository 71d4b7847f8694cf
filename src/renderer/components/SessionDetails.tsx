import type { SessionTimes } from '../../shared/auth-state';
import { isEndingSoon } from '../session-end';
import { strings } from '../strings';
import { formatDistance } from '../time';
import { useNow } from '../useNow';
import { Button } from './Button';
import { Distance, Moment } from './Moment';

interface Props {
  readonly session: SessionTimes;
  readonly onSignInAgain: () => void;
}

/** Since when the person is signed in, how long the access token lives, and when it is all over. */
export function SessionDetails({ session, onSignInAgain }: Props) {
  const now = useNow();
  const words = strings.signedIn;
  const { startedAt, accessTokenExpiresAt, endsAt } = session;
  const endsSoon = isEndingSoon(session, now);
  return (
    <div className="card details">
      <dl>
        <div>
          <dt>{words.since}</dt>
          <dd>
            <Moment at={startedAt} now={now} testId="session-start" />
          </dd>
        </div>
        <div>
          <TokenExpiry at={accessTokenExpiresAt} now={now} />
        </div>
        {endsAt !== null && (
          <div>
            <dt>{words.end}</dt>
            <dd>
              <Moment at={endsAt} now={now} testId="session-end" />
              {!endsSoon && <Distance at={endsAt} now={now} />}
            </dd>
          </div>
        )}
      </dl>
      {endsAt !== null && endsSoon && (
        <div className="ending">
          <p>
            {words.endsSoon} {formatDistance(endsAt, now)}.
          </p>
          <Button kind="quiet" onPress={onSignInAgain}>
            {words.signInAgain}
          </Button>
        </div>
      )}
    </div>
  );
}

interface TokenExpiryProps {
  readonly at: number | null;
  readonly now: number;
}

function TokenExpiry({ at, now }: TokenExpiryProps) {
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
        <Moment at={at} now={now} testId="token-expiry" />
        <Distance at={at} now={now} />
      </dd>
    </>
  );
}
