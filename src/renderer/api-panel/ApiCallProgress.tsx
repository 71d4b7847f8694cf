import type { RefObject } from 'react';
import type { ApiProgress } from '../../shared/api-call';
import { Button } from '../components/Button';
import { useReturnFocus } from '../focus';
import { strings } from '../strings';

interface Props {
  readonly progress: ApiProgress | null;
  /** The id of what says that a call is under way. */
  readonly labelledBy: string;
  readonly onCancel: () => void;
  /** What has the focus when this goes while holding it. */
  readonly returnTo: RefObject<HTMLElement | null>;
}

/** How far the call is, and a way to end it. */
export function ApiCallProgress({ progress, labelledBy, onCancel, returnTo }: Props) {
  const { received = 0, toReceive = null } = progress ?? {};
  return (
    <div className="api-progress" ref={useReturnFocus<HTMLDivElement>(returnTo)}>
      <progress
        aria-labelledby={labelledBy}
        {...(toReceive === null ? {} : { value: received, max: Math.max(toReceive, 1) })}
      />
      <p className="muted" data-testid="api-progress">
        {strings.api.progress(progress)}
      </p>
      <Button kind="quiet" onPress={onCancel}>
        {strings.api.cancel}
      </Button>
    </div>
  );
}
