/**
 * The command line of `electron`: `electron [switches] APP [arguments]`.
 * https://www.electronjs.org/docs/latest/api/command-line-switches
 */
export interface CommandLine {
  /** Folder or file of the app; null when none was given. */
  readonly app: string | null;
  /** What follows APP. */
  readonly appArgs: readonly string[];
  /** Modules to load before the app's own (`-r`, `--require`). */
  readonly preloads: readonly string[];
  /** `host:port`, `port` or '' as `--inspect=` or `--inspect-brk=` gave it; null when absent. */
  readonly inspect: string | null;
  readonly inspectBreak: boolean;
  /** Every Chromium switch, before or after APP, by name without dashes. A switch without value is ''. */
  readonly switches: ReadonlyMap<string, string>;
}

export function parseCommandLine(args: readonly string[]): CommandLine {
  const preloads: string[] = [];
  const switches = new Map<string, string>();
  let app: string | null = null;
  let appArgs: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '-r' || arg === '--require') {
      preloads.push(args[++i] ?? '');
    } else if (arg === '--') {
      app = args[i + 1] ?? null;
      appArgs = args.slice(i + 2);
      break;
    } else if (arg.startsWith('-')) {
      addSwitch(switches, arg);
    } else {
      app = arg;
      appArgs = args.slice(i + 1);
      break;
    }
  }
  // As in Chromium: switches count wherever they stand, up to a `--`.
  for (const arg of appArgs) {
    if (arg === '--') break;
    addSwitch(switches, arg);
  }
  const inspectBreak = switches.has('inspect-brk');
  return {
    app,
    appArgs,
    preloads,
    inspect: switches.get('inspect-brk') ?? switches.get('inspect') ?? null,
    inspectBreak,
    switches,
  };
}

function addSwitch(switches: Map<string, string>, arg: string): void {
  const match = /^--?([^=]+)(?:=(.*))?$/s.exec(arg);
  if (match?.[1] && arg !== '--') switches.set(match[1].toLowerCase(), match[2] ?? '');
}

/** Host and port for Node's inspector; Electron's default port is Node's, 9229. */
export function parseInspect(value: string): { host: string | undefined; port: number } {
  if (value === '') return { host: undefined, port: 9229 };
  const colon = value.lastIndexOf(':');
  const port = Number(value.slice(colon + 1));
  return {
    host: colon < 0 ? undefined : value.slice(0, colon),
    port: Number.isInteger(port) ? port : 9229,
  };
}
