/** Depth at which Electron's contextBridge gives up: an object counts for two, a list for one. */
const maxDepth = 1000;

/**
 * Throws for what Electron's contextBridge can't send: functions, promises, errors, lists and objects cross
 * one by one, and whatever else there is must be cloneable.
 * Source: PassValueToOtherContextInner in shell/renderer/api/electron_api_context_bridge.cc of Electron
 */
export function assertBridgeable(value: unknown): void {
  if (!isCloneable(value)) assertParts(value, 0, new Set());
  else assertDepth(value, 0, new Set());
}

function assertParts(value: unknown, depth: number, seen: Set<unknown>): void {
  refuseDepth(depth);
  refuseUnshared(value);
  if (typeof value === 'function' || value instanceof Promise || value instanceof Error) return;
  if (seen.has(value)) return;
  if (Array.isArray(value)) {
    seen.add(value);
    for (const item of value) assertParts(item, depth + 1, seen);
    return;
  }
  if (isCloneable(value)) {
    assertDepth(value, depth, seen);
    return;
  }
  if (!isObject(value) || isProxy(value)) throw new Error('An object could not be cloned.');
  seen.add(value);
  for (const item of Object.values(value)) assertParts(item, depth + 2, seen);
}

function assertDepth(value: unknown, depth: number, seen: Set<unknown>): void {
  refuseDepth(depth);
  refuseUnshared(value);
  const step = Array.isArray(value) ? 1 : isObject(value) ? 2 : 0;
  if (step === 0 || seen.has(value)) return;
  seen.add(value);
  for (const item of Object.values(value as object)) assertDepth(item, depth + step, seen);
}

function refuseDepth(depth: number): void {
  if (depth < maxDepth) return;
  throw new TypeError(
    'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
  );
}

/** What Electron hands from world to world, and text can't carry. */
function refuseUnshared(value: unknown): void {
  const [, name] =
    /^\[object (Symbol|Blob|File|(?:HTML|SVG)\w*)\]$/.exec(Object.prototype.toString.call(value)) ??
    [];
  if (name !== undefined)
    throw new Error(`contextBridge with a ${name} is not implemented in the Chromium host`);
}

function isObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** Of an object without its parts, cloning refuses a proxy only, and names the object itself. */
function isProxy(value: object): boolean {
  try {
    structuredClone(value);
    return false;
  } catch (error) {
    return (error as Error).message.includes('#<Object> could not be cloned');
  }
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
