/** A window, as the app sees it that ends with them. */
export interface OpenWindow {
  focus(): void;
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

/** Every window that is open, by its id, the oldest first. */
export const openWindows = new Map<number, OpenWindow>();
