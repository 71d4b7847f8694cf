/** Electron's Event object: the first argument of every listener. https://www.electronjs.org/docs/latest/api/structures/event */
export class HostEvent {
  defaultPrevented = false;

  constructor(details: object = {}) {
    Object.assign(this, details);
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
}

/** Emits with an Event carrying `details`; true when a listener called preventDefault(). */
export function emitPreventable(
  emitter: Emitter,
  name: string,
  details: object = {},
  ...args: unknown[]
): boolean {
  const event = new HostEvent(details);
  emitter.emit(name, event, ...args);
  return event.defaultPrevented;
}
