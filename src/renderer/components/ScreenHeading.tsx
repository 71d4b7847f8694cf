import type { ReactNode } from 'react';
import { useInitialFocus } from '../focus';

/** The heading of a screen on which nothing should be pressed by the next Enter: it takes the focus. */
export function ScreenHeading({ children }: { readonly children: ReactNode }) {
  return (
    <h1 ref={useInitialFocus<HTMLHeadingElement>()} tabIndex={-1}>
      {children}
    </h1>
  );
}
