import type { Problem } from './problem';

/** Updates of the app, as the page may know them. */
export type UpdateState =
  /** Nothing to show: no update, or only a background check. */
  | { readonly kind: 'idle' }
  /** The user asked; a background check is not shown. */
  | { readonly kind: 'checking' }
  /** The user asked, and there is nothing newer. */
  | { readonly kind: 'up-to-date' }
  /** There is a newer version that this copy of the app can't install by itself. */
  | { readonly kind: 'available'; readonly version: string }
  /** @param percent whole, 0 to 100 */
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** Verified and on disk: installed at "Restart to update", else at the next quit. */
  | { readonly kind: 'ready'; readonly version: string }
  /** What the user asked for failed. */
  | { readonly kind: 'failed'; readonly problem: Problem };
