import { Bridge } from './bridge';
import { askForPermissions, checkNotifications, checkPermissions } from './permissions';
import { reportBounds } from './window-bounds';
import { replaceWindowOpen } from './window-open';

/**
 * Runs in the page's own world before any script of the page: receives what the preload exposes, reports
 * `window.open`, `window.close` and where the page wants its window, and asks main for permissions.
 * `handshake` is the secret event name of this window.
 */
declare const handshake: string;

document.addEventListener(
  handshake,
  (event) => {
    event.stopImmediatePropagation();
    const node = (event as MouseEvent).relatedTarget;
    if (!(node instanceof Element)) return;
    const bridge = new Bridge(node, 'main', 'isolated');
    // Function 0 of this end: expose. Of the other end, 0: window.open, 1: ask for a permission, 2: bounds, 3: close, 4: check a permission, 5: the same at once.
    bridge.register((key: string, api: unknown) => {
      if (key in window) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true });
    });
    replaceWindowOpen((...args) => bridge.call(0, args));
    askForPermissions(
      (permission, mediaTypes = []) => bridge.call(1, [permission, mediaTypes]) as Promise<unknown>,
    );
    checkPermissions((name, sysex) => bridge.call(4, [name, sysex]) as Promise<unknown>);
    checkNotifications(() => bridge.call(5, ['notifications']));
    if (window.parent !== window) return;
    reportBounds((bounds) => bridge.call(2, [bounds]));
    window.close = () => void bridge.call(3, []);
  },
  { once: true, capture: true },
);

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value); // before its parts, of which it may itself be one
  for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
  return value;
}
