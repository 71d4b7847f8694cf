import type { UpdateState } from '../../shared/update';
import { useReturnFocus } from '../focus';
import { strings } from '../strings';
import type { UpdateCommands } from '../useUpdate';
import { Button } from './Button';
import { ProblemCard } from './ProblemCard';

interface Props {
  readonly update: UpdateState;
  /** A restart would cut it off. */
  readonly isSigningIn: boolean;
  readonly commands: UpdateCommands;
}

const words = strings.update;

/**
 * What there is to say of a newer version: a line under every screen, nothing most of the time. What is spoken
 * stays in the page, since a live region speaks only of what changes inside it; percents are not spoken.
 */
export function UpdateLine({ update, isSigningIn, commands }: Props) {
  if (update.kind === 'failed') {
    return (
      <ProblemCard
        tone="warning"
        problem={update.problem}
        onRetry={commands.checkForUpdates}
        onDismiss={commands.dismissUpdate}
      />
    );
  }
  const text = textOf(update);
  return (
    <div className={text === '' ? undefined : 'update'} data-update={update.kind}>
      <p role="status">{text}</p>
      {update.kind === 'downloading' && (
        <p className="update-progress">
          <progress aria-label={words.progress} value={update.percent} max={100} />
          <span className="muted">{words.percent(update.percent)}</span>
        </p>
      )}
      {update.kind === 'ready' && isSigningIn && <p className="muted">{words.notNow}</p>}
      {update.kind !== 'idle' && update.kind !== 'checking' && (
        // A key: another button in its place must not be pressed in its stead.
        <UpdateButtons key={update.kind} {...{ update, isSigningIn, commands }} />
      )}
    </div>
  );
}

function UpdateButtons({ update: { kind }, isSigningIn, commands }: Props) {
  const ref = useReturnFocus<HTMLDivElement>();
  return (
    <div className="update-buttons" ref={ref}>
      {kind === 'ready' ? (
        <Button disabled={isSigningIn} onPress={commands.restartToUpdate}>
          {words.restart}
        </Button>
      ) : (
        <Button kind="quiet" onPress={commands.dismissUpdate}>
          {kind === 'downloading' ? words.cancel : strings.problem.dismiss}
        </Button>
      )}
    </div>
  );
}

function textOf(update: Exclude<UpdateState, { kind: 'failed' }>): string {
  switch (update.kind) {
    case 'idle':
      return '';
    case 'checking':
    case 'up-to-date':
      return words[update.kind];
    default:
      return words[update.kind](update.version);
  }
}
