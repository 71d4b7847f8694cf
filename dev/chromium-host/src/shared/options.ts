import { electronType } from './electron-types';
import { notImplemented } from './not-implemented';

export interface KnownOptions {
  /** The name in `electron.d.ts` of the options. */
  readonly type: string;
  /** Names that the host heeds, or whose effect no program can see; separated by white space. */
  readonly heeded: string;
  /** What the host does in any case; other values are refused. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

/** @throws Error for an option of Electron's that the host would ignore; `what` is the name of the options */
export function assertOptions(what: string, given: object, known: KnownOptions): void {
  const { type, heeded, fixed = {} } = known;
  const passed = new Set(heeded.split(/\s+/));
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || passed.has(name) || value === fixed[name]) continue;
    // Electron ignores options that it does not know.
    if (electronType(type).members.has(name))
      throw notImplemented(`${what}.${name}: ${String(value)}`);
  }
}
