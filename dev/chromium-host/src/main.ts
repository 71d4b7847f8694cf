import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { app } from './app/app';
import { chromiumSwitches } from './app/command-line-switches';
import { applyUserDataSwitch, createUserData } from './app/paths';
import { becomeElectronProcess, setChromeVersion } from './app/process-api';
import { electronUserAgent } from './app/user-agent';
import { unpackArchive } from './app-archive';
import { AppEntryError, readAppEntry } from './app-entry';
import { ChromiumNotFoundError } from './chromium/find';
import { launchChromium } from './chromium/launch';
import { type CommandLine, parseCommandLine, parseInspect } from './command-line';
import { electronModule } from './electron-module';
import { setDefaultMenu } from './modules/menu';
import { provideElectron } from './require-hook';
import { getRuntime, type RendererScripts, setBrowser, setRuntime } from './runtime';
import { Targets } from './web-contents/targets';

/**
 * Runs the app: its main module first, then Chromium, then `ready`, as Electron does.
 * @param args the command line after the executable's name.
 */
export async function start(
  args: string[],
  { executable, scripts }: { executable: string; scripts: RendererScripts },
): Promise<void> {
  const commandLine = parseCommandLine(args);
  if (commandLine.app === null) fail('Usage: electron [switches] APP [arguments]');
  try {
    const unpack = (archive: string) => unpackArchive(archive, executable);
    const entry = readAppEntry(commandLine.app, unpack);
    const electronVersion = installedElectronVersion(executable);
    setRuntime({
      ...entry,
      commandLine,
      electronVersion,
      executable,
      headless: isHeadless(commandLine),
    });
    console.error('This runs in the Chromium host, not in Electron (dev/chromium-host/README.md).');
    becomeElectron(commandLine.app, commandLine.appArgs, args);
    openInspector(commandLine);
    applyUserDataSwitch();
    // Electron reads it before the app's script (electron_main_delegate.cc).
    if (process.env.ELECTRON_DISABLE_SANDBOX !== undefined) {
      app.commandLine.appendSwitch('no-sandbox');
    }
    const load = createRequire(entry.main);
    for (const preload of commandLine.preloads) load(preload);
    load(entry.main);
    createUserData();
    const chromium = await launchChromium({
      headless: getRuntime().headless,
      switches: chromiumSwitches(),
      onDevToolsLine: (line) => process.stderr.write(`\n${line}\n`),
      onExit: (code) => {
        console.error(`Chromium ended unexpectedly (code ${code}).`);
        process.exit(1);
      },
    });
    const { browser } = chromium.connection;
    const targets = new Targets(chromium);
    const [{ userAgent, product }] = await Promise.all([
      browser.send('Browser.getVersion'),
      targets.start(),
    ]);
    setChromeVersion(product);
    setBrowser({
      chromium,
      scripts,
      targets,
      userAgent: electronUserAgent(userAgent, process.versions.chrome, app.getVersion()),
    });
  } catch (error) {
    // What the person at the command line can mend needs no stack; an error of the app does.
    const plain = error instanceof ChromiumNotFoundError || error instanceof AppEntryError;
    fail(plain ? error.message : error);
  }
  setDefaultMenu();
  app.becomeReady();
}

function becomeElectron(appArg: string, appArgs: readonly string[], all: readonly string[]): void {
  const { appPath, electronVersion, executable } = getRuntime();
  // A packaged app is the program itself: nothing on its command line names it.
  const before = all.slice(0, all.length - appArgs.length - 1);
  process.argv = [executable, ...(app.isPackaged ? before : [appArg]), ...appArgs];
  becomeElectronProcess(electronVersion, {
    ...(app.isPackaged ? {} : { defaultApp: true }),
    resourcesPath: app.isPackaged ? dirname(resolve(appArg)) : appPath,
  });
  provideElectron(electronModule);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => app.quit());
}

function openInspector({ inspect, inspectBreak }: CommandLine): void {
  if (inspect === null) return;
  const { host, port } = parseInspect(inspect);
  inspector.open(port, host, inspectBreak);
}

/** No display, or told so: `--headless`, or CHROMIUM_HOST_HEADLESS=1. */
function isHeadless({ switches }: CommandLine): boolean {
  if (switches.has('headless') || process.env.CHROMIUM_HOST_HEADLESS === '1') return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
}

function installedElectronVersion(executable: string): string {
  const path = createRequire(executable).resolve('electron/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

function fail(reason: unknown): never {
  console.error(reason);
  process.exit(1);
}
