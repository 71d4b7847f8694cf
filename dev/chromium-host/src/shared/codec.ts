import { parse, stringify } from 'devalue';

/*
 * Values as text, between the processes (IPC) and between the worlds of a page (contextBridge): what the
 * structured clone algorithm takes. The page's scripts use this file too.
 */

export interface CodecHooks {
  /** Replaces a function or promise by a name for it; without it they cannot be cloned. */
  toReference?(value: object): Reference | null;
  /** Errors lose everything but their message. */
  readonly plainErrors?: boolean;
  fromReference?(reference: Reference): unknown;
}

export interface Reference {
  readonly t: 'function' | 'promise' | 'returned';
  readonly v: number;
}

/** @throws Error `An object could not be cloned.`, the text Electron uses. */
export function encode(value: unknown, hooks: CodecHooks = {}): string {
  try {
    // With hooks, functions and promises are let through, which cloning refuses.
    return stringify(hooks.toReference ? value : structuredClone(value), {
      reference: (item) =>
        (typeof item === 'function' || item instanceof Promise) && hooks.toReference?.(item),
      error: (item) => item instanceof Error && [item.name, item.message, item.stack ?? ''],
      view: (item) => isPartOfBuffer(item) && Uint8Array.prototype.slice.call(item),
      object: (item) => typeof item === 'object' && entriesOf(item),
    });
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

export function decode(text: string, hooks: CodecHooks = {}): unknown {
  return parse(text, {
    reference: (reference: Reference) => hooks.fromReference?.(reference),
    error: ([name, message, stack]: [string, string, string]) => {
      if (hooks.plainErrors) return new Error(message);
      const error = new (errorClasses[name] ?? Error)(message);
      return Object.defineProperty(error, 'stack', { value: stack });
    },
    view: (view: unknown) => view,
    // A key named __proto__ is a key like any other.
    object: Object.fromEntries,
  });
}

/** Those that cloning keeps apart (HTML §2.7.3). */
const errorClasses: Record<string, new (message: string) => Error> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** Only its own bytes are sent, not those around it: a small Buffer of Node is a part of a large one. */
function isPartOfBuffer(item: unknown): item is Uint8Array<ArrayBuffer> {
  return (
    ArrayBuffer.isView(item) &&
    !(item instanceof DataView) &&
    item.byteLength < item.buffer.byteLength
  );
}

/** For objects that devalue refuses, and structured cloning takes: of a class, with symbols, with `__proto__`. */
function entriesOf(item: object | null): [string, unknown][] | false {
  if (Object.prototype.toString.call(item) !== '[object Object]' || item === null) return false;
  const isPlain =
    Object.getPrototypeOf(item) === Object.prototype &&
    Object.getOwnPropertySymbols(item).length === 0 &&
    !Object.hasOwn(item, '__proto__');
  return !isPlain && Object.entries(item);
}
