import { EventEmitter } from 'node:events';
import { electronType } from './electron-types';
import { checkArguments } from './native-arguments';
import { isOffered } from './offered-events';

/** Methods that add a listener. `once` and `prependOnceListener` call them. */
const listening = new Set<PropertyKey>(['on', 'addListener', 'prependListener']);

/**
 * Wraps `target` so that using a member or an event of Electron that the host lacks throws an error with its name.
 * Other names are undefined, as in Electron.
 * @param name as an app writes it: `webContents`
 * @param type the name in `electron.d.ts`; by default `name` with a capital letter
 */
export function refuseUnknown<T extends object>(
  target: T,
  name: string,
  type: string = name.charAt(0).toUpperCase() + name.slice(1),
): T {
  const isLacking = (object: T, property: PropertyKey): boolean =>
    typeof property === 'string' &&
    !(property in object) &&
    electronType(type).members.has(property);
  return new Proxy(target, {
    get(object, property, receiver) {
      if (isLacking(object, property)) throw notImplemented(`${name}.${String(property)}`);
      const value: unknown = Reflect.get(object, property, receiver);
      if (!listening.has(property) || typeof value !== 'function')
        return typeof property === 'string' ? checkArguments(type, property, value) : value;
      return (event: unknown, ...rest: unknown[]): unknown => {
        if (!isOffered(type, event) && electronType(type).events.has(String(event)))
          throw notImplemented(`${name} event '${String(event)}'`);
        return Reflect.apply(value, receiver, [event, ...rest]);
      };
    },
    set(object, property, value, receiver) {
      if (isLacking(object, property)) throw notImplemented(`${name}.${String(property)}`);
      return Reflect.set(object, property, value, receiver);
    },
  });
}

export function notImplemented(what: string): Error {
  return new Error(`${what} is not implemented in the Chromium host`);
}

/** Fields that an app can't replace: they are accessors in Electron. */
const fixed = new Set<PropertyKey>(['id', 'cookies', 'protocol', 'webRequest']);

/** Base of everything that emits events: an EventEmitter that refuses what it does not implement. */
export class HostObject extends EventEmitter {
  private over: ReadonlySet<string> = new Set();
  private overMessage = '';

  constructor(name: string) {
    super();
    this.setMaxListeners(0);
    // biome-ignore lint/correctness/noConstructorReturn: subclasses must have the proxy as `this`.
    return new Proxy(refuseUnknown(this, name), {
      get(object, property, receiver) {
        if (typeof property === 'string' && object.over.has(property))
          throw new TypeError(object.overMessage);
        return Reflect.get(object, property, receiver);
      },
      set: (object, property, value, receiver) =>
        !fixed.has(property) && Reflect.set(object, property, value, receiver),
    });
  }

  /** From now on, using one of these names throws, as with an object that Electron has destroyed. */
  protected endApi(names: readonly string[], message = 'Object has been destroyed'): void {
    this.over = new Set(names);
    this.overMessage = message;
  }
}
