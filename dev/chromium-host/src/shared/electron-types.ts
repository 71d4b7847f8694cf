import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A class, an interface or a module of Electron, as `electron.d.ts` declares it, with what it inherits. */
export interface ElectronType {
  readonly members: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** Members that Electron marks as deprecated. */
  readonly deprecated: ReadonlySet<string>;
}

let all: ReadonlyMap<string, ElectronType> | undefined;

/**
 * @param name as in `electron.d.ts`: `WebContents`, `typeof WebContents` for the static side of a class,
 * `Main` for the modules of the main process
 * @throws Error if Electron has no such type
 */
export function electronType(name: string): ElectronType {
  const type = electronTypes().get(name);
  if (!type) throw new Error(`electron.d.ts has no ${name}`);
  return type;
}

export function electronTypes(): ReadonlyMap<string, ElectronType> {
  all ??= parseTypes(readDeclarations());
  return all;
}

/** The compiled host and Vitest have `__filename`; elsewhere the working directory is in the repository. */
function readDeclarations(): string {
  const here = typeof __filename === 'string' ? __filename : join(process.cwd(), 'package.json');
  return readFileSync(createRequire(here).resolve('electron/electron.d.ts'), 'utf8');
}

interface Draft extends ElectronType {
  readonly members: Set<string>;
  readonly events: Set<string>;
  readonly deprecated: Set<string>;
}

const head = /^ {2}(?:class|interface|namespace) (\w+)(?: extends (\w+))?.* \{$/;
const memberLine =
  /^ {4}(static )?(?:const |class |readonly )?(?!constructor\(|type |namespace )(\w+)/;

/** The declarations are generated: one member a line, indented by four spaces, after its comment. */
function parseTypes(text: string): ReadonlyMap<string, ElectronType> {
  const types = new Map<string, Draft>();
  let name: string | null = null;
  let isDeprecated = false;
  for (const line of text.split('\n')) {
    const [, declared, base] = head.exec(line) ?? [];
    if (declared) {
      name = declared;
      types.set(name, inheriting(types.get(base ?? '')));
      types.set(`typeof ${name}`, inheriting(types.get(`typeof ${base}`)));
    } else if (line === '  }') {
      name = null;
    }
    if (line.startsWith('     * @deprecated')) isDeprecated = true;
    const [, isStatic, member = ''] = memberLine.exec(line) ?? [];
    if (name === null || member === '') continue;
    const type = types.get(isStatic ? `typeof ${name}` : name);
    const event = /^ {4}on\(event: '([^']+)'/.exec(line)?.[1];
    if (event === undefined) type?.members.add(member);
    else type?.events.add(event);
    if (isDeprecated) type?.deprecated.add(member);
    isDeprecated = false;
  }
  types.set('Main', merged(types.get('Main'), types.get('Common')));
  return types;
}

/** Electron declares a class before those that extend it. */
function inheriting(base: Draft | undefined): Draft {
  return merged(base, undefined);
}

function merged(one: Draft | undefined, other: Draft | undefined): Draft {
  const both = (part: keyof ElectronType) =>
    new Set([...(one?.[part] ?? []), ...(other?.[part] ?? [])]);
  return { members: both('members'), events: both('events'), deprecated: both('deprecated') };
}
