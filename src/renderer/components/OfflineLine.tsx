import { strings } from '../strings';

/** The network is away, and nothing is lost: a line, not an alarm. It comes back by itself. */
export function OfflineLine({ code }: { readonly code: string | undefined }) {
  return (
    <p className="offline" data-problem={code}>
      <span className="offline-dot" aria-hidden="true" />
      {strings.signedIn.offline}
    </p>
  );
}
