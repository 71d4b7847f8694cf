import { Bridge } from './bridge';
import { askForPermissions } from './permissions';
import { reportBounds } from './window-bounds';

/**
 * Runs in the page's own world before any script of the page: receives what the preload exposes, and
 * reports `window.open`, which never opens anything here, and where the page wants its window, and asks
 * main for permissions.
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
    // Function 0 of this end: expose. Of the other end, 0: window.open, 1: ask for a permission, 2: bounds.
    bridge.register((key: string, api: unknown) => {
      if (key in window) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true });
    });
    window.open = function open(url?: string | URL, target?: string, features?: string): null {
      const absolute =
        url === undefined || url === '' ? 'about:blank' : new URL(url, document.baseURI);
      bridge.call(0, [String(absolute), target ?? '', features ?? '']);
      return null;
    };
    askForPermissions((permission) => bridge.call(1, [permission]) as Promise<unknown>);
    if (window.parent === window) reportBounds((bounds) => bridge.call(2, [bounds]));
  },
  { once: true, capture: true },
);

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
  return Object.freeze(value);
}
