const inputTypes = {
  keydown: 'rawKeyDown',
  keyup: 'keyUp',
  mousedown: 'mouseDown',
  mousemove: 'mouseMove',
  mouseup: 'mouseUp',
  touchend: 'touchEnd',
  touchstart: 'touchStart',
  wheel: 'mouseWheel',
} as const;

export type InputType = (typeof inputTypes)[keyof typeof inputTypes];

/** Reports a user's input under Electron's names, before any script of the page hears of it. */
export function watchInput(report: (type: InputType) => void): void {
  for (const [name, type] of Object.entries(inputTypes)) {
    addEventListener(name, ({ isTrusted }) => isTrusted && report(type), {
      capture: true,
      passive: true,
    });
  }
}
