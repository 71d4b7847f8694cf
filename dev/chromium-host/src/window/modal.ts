import type { Surface } from '../web-contents/surface';

interface ModalWindow {
  readonly webContents: { readonly surface: Surface };
  isDestroyed(): boolean;
  isModal(): boolean;
  isVisible(): boolean;
  getChildWindows(): ModalWindow[];
}

/** Makes a window ignore input as long as a modal child of it is shown. Has no effect without a display. */
export function blockIfModal(parent: ModalWindow | null): void {
  if (!parent || parent.isDestroyed()) return;
  const isBlocked = parent.getChildWindows().some((child) => child.isModal() && child.isVisible());
  parent.webContents.surface.ignoreInput(isBlocked);
}
