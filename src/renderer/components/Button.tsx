import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Spinner } from './Spinner';

interface Props {
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  /** Shows that the work is under way. It stays focusable, so that the focus is not lost. */
  readonly busy?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'secondary', busy = false, onPress, children, ref }: Props) {
  return (
    <button
      ref={ref}
      type="button"
      className={`button button-${kind}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onPress}
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
