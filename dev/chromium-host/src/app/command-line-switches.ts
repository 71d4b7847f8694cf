import type { CommandLine as ElectronCommandLine } from 'electron';
import { getRuntime } from '../runtime';

/** Switches of the host itself or of Electron, or fixed by the host: never handed to Chromium. */
const kept =
  /^(inspect|inspect-brk|remote-debugging-.*|user-data-dir|headless|no-startup-window|disable-features|enable-automation)$/;

const appended = new Map<string, string>();
const removed = new Set<string>();

function all(): Map<string, string> {
  const switches = new Map([...getRuntime().commandLine.switches, ...appended]);
  for (const name of removed) switches.delete(name);
  return switches;
}

/** `app.commandLine`. https://www.electronjs.org/docs/latest/api/command-line */
export const commandLineSwitches: Omit<ElectronCommandLine, 'appendArgument'> = {
  appendSwitch(name: string, value = ''): void {
    const key = name.toLowerCase();
    removed.delete(key);
    appended.set(key, value);
  },
  hasSwitch: (name: string): boolean => all().has(name.toLowerCase()),
  getSwitchValue: (name: string): string => all().get(name.toLowerCase()) ?? '',
  removeSwitch(name: string): void {
    removed.add(name.toLowerCase());
  },
};

/** What Chromium is started with, of the command line and of what the app appended before `ready`. */
export function chromiumSwitches(): string[] {
  const passed = [...all()]
    .filter(([name]) => !kept.test(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  // A packaged app refuses to start with the switch, and is asked nothing about the host's own way.
  const hostPort = process.env.CHROMIUM_HOST_DEVTOOLS === '1' ? '0' : undefined;
  const port = all().get('remote-debugging-port') ?? hostPort;
  return port === undefined ? passed : [...passed, `--remote-debugging-port=${port}`];
}
