import type { Rectangle } from 'electron';

/** Replaces what moves and resizes the window by a report of where the page wants it. */
export function reportBounds(report: (bounds: Rectangle) => void): void {
  const wanted = (changed: Partial<Rectangle>) =>
    report({ x: screenX, y: screenY, width: outerWidth, height: outerHeight, ...changed });
  Object.assign(window, {
    moveTo: (x: number, y: number) => wanted({ x, y }),
    moveBy: (x: number, y: number) => wanted({ x: screenX + x, y: screenY + y }),
    resizeTo: (width: number, height: number) => wanted({ width, height }),
    resizeBy: (width: number, height: number) =>
      wanted({ width: outerWidth + width, height: outerHeight + height }),
  });
}
