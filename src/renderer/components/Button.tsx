import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Spinner } from './Spinner';

interface Props {
  /** `row`: fills a line of a list. `danger`: does what can't be undone. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'row' | 'danger';
  /** Shows that the work is under way. It stays focusable, so that the focus is not lost. */
  readonly busy?: boolean;
  /** Clicks do nothing. The button stays focusable. */
  readonly disabled?: boolean;
  /** Sends the form that it stands in, which sees to it that nothing is sent twice. */
  readonly submits?: boolean;
  readonly onPress?: () => void;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: Props) {
  const { kind = 'secondary', busy = false, disabled = false, submits = false } = props;
  const { onPress, children, ref } = props;
  const isIdle = busy || disabled;
  return (
    <button
      ref={ref}
      type={submits ? 'submit' : 'button'}
      className={`button button-${kind}`}
      aria-disabled={isIdle || undefined}
      aria-busy={busy || undefined}
      onClick={isIdle ? undefined : onPress}
      onKeyDown={ignoreRepeats}
    >
      {busy && <Spinner small />}
      {children}
    </button>
  );
}

/** A key held down must not press the button of the next screen too, once the focus has moved there. */
function ignoreRepeats(event: KeyboardEvent) {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
