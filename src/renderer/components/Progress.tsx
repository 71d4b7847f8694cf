import type { ReactNode } from 'react';

/** Something is under way, and what. */
export function Progress({ children }: { readonly children: ReactNode }) {
  return (
    <p className="progress">
      <span className="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}
