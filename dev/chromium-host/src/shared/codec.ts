/**
 * Values as JSON text, between the processes (IPC) and between the worlds of a page (contextBridge).
 * Covers what the structured clone algorithm covers and JSON does not: undefined, NaN, bigint, dates,
 * maps, sets, regular expressions, bytes, errors, cycles. The page's scripts use this file too.
 */
export interface CodecHooks {
  /** Replaces a function or promise by a name for it; without it they cannot be cloned. */
  toReference?(value: object): Reference | null;
  fromReference?(reference: Reference): unknown;
}

export interface Reference {
  readonly t: 'function' | 'promise';
  readonly v: number;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** @throws Error `An object could not be cloned.`, the text Electron uses. */
export function encode(value: unknown, hooks: CodecHooks = {}): string {
  const seen = new Map<object, number>();

  function visit(item: unknown): Json {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
    if (item === undefined) return { t: 'undefined' };
    if (typeof item === 'number') {
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : { t: 'number', v: Object.is(item, -0) ? '-0' : String(item) };
    }
    if (typeof item === 'bigint') return { t: 'bigint', v: item.toString() };
    if (typeof item === 'symbol') throw notCloneable();
    const reference = hooks.toReference?.(item);
    if (reference) return { t: reference.t, v: reference.v };
    if (typeof item === 'function') throw notCloneable();
    const known = seen.get(item);
    if (known !== undefined) return { t: 'seen', v: known };
    seen.set(item, seen.size);
    return visitObject(item);
  }

  function visitObject(item: object): Json {
    if (Array.isArray(item)) return Array.from(item, visit);
    if (item instanceof Date) return { t: 'date', v: item.getTime() };
    if (item instanceof RegExp) return { t: 'regexp', v: [item.source, item.flags] };
    if (item instanceof Map) {
      return { t: 'map', v: [...item].map(([key, entry]) => [visit(key), visit(entry)]) };
    }
    if (item instanceof Set) return { t: 'set', v: [...item].map(visit) };
    if (item instanceof Error)
      return { t: 'error', v: [item.name, item.message, item.stack ?? ''] };
    if (item instanceof ArrayBuffer) return { t: 'ArrayBuffer', v: toBase64(new Uint8Array(item)) };
    if (ArrayBuffer.isView(item)) {
      const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
      return { t: viewName(item), v: toBase64(bytes) };
    }
    if (item instanceof Promise || item instanceof WeakMap || item instanceof WeakSet) {
      throw notCloneable();
    }
    // Without a prototype, so that a key named __proto__ is a key like any other.
    const entries: { [key: string]: Json } = Object.create(null);
    for (const key of Object.keys(item))
      entries[key] = visit((item as Record<string, unknown>)[key]);
    return { t: 'object', v: entries };
  }

  return JSON.stringify(visit(value));
}

export function decode(text: string, hooks: CodecHooks = {}): unknown {
  const seen: object[] = [];
  const keep = <T extends object>(item: T): T => {
    seen.push(item);
    return item;
  };

  function visit(json: Json): unknown {
    if (json === null || typeof json !== 'object') return json;
    if (Array.isArray(json)) {
      const list: unknown[] = keep([]);
      for (const entry of json) list.push(visit(entry));
      return list;
    }
    const { t, v } = json as { t: string; v: Json };
    switch (t) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(v as string);
      case 'seen':
        return seen[v as number];
      case 'function':
      case 'promise':
        return hooks.fromReference?.({ t, v: v as number });
      default:
        return visitObject(t, v);
    }
  }

  function visitObject(type: string, v: Json): unknown {
    switch (type) {
      case 'object': {
        const object: Record<string, unknown> = keep({});
        for (const [key, entry] of Object.entries(v as { [key: string]: Json })) {
          Object.defineProperty(object, key, {
            value: visit(entry),
            enumerable: true,
            writable: true,
            configurable: true,
          });
        }
        return object;
      }
      case 'date':
        return keep(new Date(v as number));
      case 'regexp': {
        const [source = '', flags = ''] = v as string[];
        return keep(new RegExp(source, flags));
      }
      case 'map': {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, entry] of v as [Json, Json][]) map.set(visit(key), visit(entry));
        return map;
      }
      case 'set': {
        const set = keep(new Set<unknown>());
        for (const entry of v as Json[]) set.add(visit(entry));
        return set;
      }
      case 'error': {
        const [name = 'Error', message = '', stack = ''] = v as string[];
        const error = keep(new Error(message));
        if (name !== 'Error') Object.defineProperty(error, 'name', { value: name });
        Object.defineProperty(error, 'stack', { value: stack });
        return error;
      }
      default:
        return keep(toBytes(type, v as string));
    }
  }

  return visit(JSON.parse(text) as Json);
}

function notCloneable(): Error {
  return new Error('An object could not be cloned.');
}

/** Node's Buffer arrives as a Uint8Array, as it does through Electron's IPC. */
function viewName(view: ArrayBufferView): string {
  const name = Object.prototype.toString.call(view).slice(8, -1);
  return name === 'Buffer' ? 'Uint8Array' : name;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

function toBytes(type: string, base64: string): object {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // `Uint8Array.from` takes seconds for 10 MB.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const { buffer } = bytes;
  if (type === 'ArrayBuffer') return buffer;
  const View = (globalThis as unknown as Record<string, new (bytes: ArrayBuffer) => object>)[type];
  if (!View) throw notCloneable();
  return new View(buffer);
}
