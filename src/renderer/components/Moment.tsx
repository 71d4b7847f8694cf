import { formatDistance, formatMoment, isoTime } from '../time';

interface Props {
  readonly at: number;
  readonly now: number;
}

/** A point in time, the way the person's locale writes it. Both in ms since the epoch. */
export function Moment({ at, now, testId }: Props & { readonly testId: string }) {
  return (
    <time data-testid={testId} dateTime={isoTime(at)}>
      {formatMoment(at, now)}
    </time>
  );
}

/** How far away it is, after the point in time itself. */
export function Distance({ at, now }: Props) {
  return (
    <>
      {' '}
      <span className="muted">({formatDistance(at, now)})</span>
    </>
  );
}
