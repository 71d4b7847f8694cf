/**
 * The methods of Electron that are native, with what their first arguments must be: `s` a string, `n` a whole number.
 * Those that Electron writes in JavaScript take what they get, or check it themselves.
 */
const signatures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  App: {
    getPath: 's',
    setPath: 'ss',
    setName: 's',
    setDesktopName: 's',
    setAppUserModelId: 's',
    setAsDefaultProtocolClient: 's',
    removeAsDefaultProtocolClient: 's',
    isDefaultProtocolClient: 's',
  },
  BrowserWindow: { setTitle: 's', setSize: 'nn', setBackgroundColor: 's' },
  Clipboard: { writeText: 's', has: 's' },
  CommandLine: { appendSwitch: 's', hasSwitch: 's', getSwitchValue: 's', removeSwitch: 's' },
  Cookies: { remove: 'ss' },
  Dialog: { showErrorBox: 'ss' },
  PowerMonitor: { getSystemIdleState: 'n' },
  Protocol: { handle: 's', unhandle: 's', isProtocolHandled: 's' },
  Session: { setUserAgent: 's' },
  Shell: { openExternal: 's' },
  WebContents: { setUserAgent: 's' },
  WebFrameMain: { executeJavaScript: 's' },
  'typeof BrowserWindow': { fromId: 'n' },
  'typeof NativeImage': { createFromPath: 's', createFromDataURL: 's' },
  'typeof Session': { fromPartition: 's' },
  'typeof WebContents': { fromId: 'n', fromDevToolsTargetId: 's' },
};

type Method = (this: unknown, ...args: unknown[]) => unknown;

const checked = new WeakMap<Method, Method>();

/**
 * A native method throws before it does anything if an argument is missing or of another type.
 * Source: `ThrowConversionError` and `GetNextArgument` of Chromium's gin/function_template.cc
 * @param type the name in `electron.d.ts` of the object that the method belongs to
 */
export function checkArguments(type: string, name: string, value: unknown): unknown {
  const signature = signatures[type];
  const kinds = signature && Object.hasOwn(signature, name) ? signature[name] : undefined;
  if (kinds === undefined || typeof value !== 'function') return value;
  const method = value as Method;
  const known = checked.get(method);
  if (known) return known;
  const wrapped: Method = function (...args) {
    for (const [index, kind] of [...kinds].entries()) assertKind(kind, args, index);
    return Reflect.apply(method, this, args);
  };
  checked.set(method, wrapped);
  return wrapped;
}

function assertKind(kind: string, args: readonly unknown[], index: number): void {
  if (index >= args.length) throw new TypeError('Insufficient number of arguments.');
  const given = args[index];
  if (kind === 's' ? typeof given === 'string' : isInt32(given)) return;
  const text = typeof given === 'symbol' ? '' : String(given);
  throw new TypeError(
    `Error processing argument at index ${index}, conversion failure from ${text}`,
  );
}

/** What V8 calls an Int32: a native method takes no other number for a whole one. */
export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}
