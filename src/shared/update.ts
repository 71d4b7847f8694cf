import type { Problem } from './problem';

/** What the app knows of newer versions of itself, as the page may know it. */
export type UpdateState =
  /** Nothing to say: no update, or none that was asked for. */
  | { readonly kind: 'idle' }
  /** The person has asked; a check in the background is not told. */
  | { readonly kind: 'checking' }
  /** The person has asked, and there is nothing newer. */
  | { readonly kind: 'up-to-date' }
  /** There is a newer version that this copy of the app can't install by itself. */
  | { readonly kind: 'available'; readonly version: string }
  /** @param percent whole, 0 to 100 */
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** Verified and on disk: installed at "Restart to update", else at the next quit. */
  | { readonly kind: 'ready'; readonly version: string }
  /** What the person has asked for did not work. */
  | { readonly kind: 'failed'; readonly problem: Problem };
