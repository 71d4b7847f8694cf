import { EventEmitter } from 'node:events';

/** What Node, promises and debuggers ask any object for. */
const askedOfEveryObject = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  '__esModule',
  'default',
]);

/** Names that begin with `_` are Node's own, of streams for example. */
function isAskedOfAny(property: string): boolean {
  return property.startsWith('_') || askedOfEveryObject.has(property);
}

/** Wraps `target` so that using a part of Electron's API that the host lacks says so by name. */
export function refuseUnknown<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      if (typeof property === 'symbol' || property in object || isAskedOfAny(property)) {
        return Reflect.get(object, property, receiver);
      }
      throw notImplemented(`${name}.${property}`);
    },
  });
}

export function notImplemented(what: string): Error {
  return new Error(`${what} is not implemented in the Chromium host`);
}

/** Base of everything that emits events: an EventEmitter that refuses what it does not implement. */
export class HostObject extends EventEmitter {
  private over: ReadonlySet<string> = new Set();

  constructor(name: string) {
    super();
    this.setMaxListeners(0);
    // biome-ignore lint/correctness/noConstructorReturn: subclasses must have the proxy as `this`.
    return new Proxy(refuseUnknown(this, name), {
      get(object, property, receiver) {
        if (typeof property === 'string' && object.over.has(property))
          throw new TypeError('Object has been destroyed');
        return Reflect.get(object, property, receiver);
      },
    });
  }

  /** From now on, using one of these names throws, as with an object that Electron has destroyed. */
  protected endApi(names: readonly string[]): void {
    this.over = new Set(names);
  }
}
