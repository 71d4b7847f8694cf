import type { App } from 'electron';

/** A word or a list of them: no path, no program, no text. */
const words = /^[\w.,:+-]*$/;
const none = /^$/;
const keychain = /^(gnome-libsecret|kwallet[56]?)$/;

/** Chromium's features that change how it draws, not what a page may do. */
const features =
  /^(CalculateNativeWinOcclusion|UseOzonePlatform|Vulkan|Vaapi\w+|Wayland\w+)(,(CalculateNativeWinOcclusion|UseOzonePlatform|Vulkan|Vaapi\w+|Wayland\w+))*$/;

/** Switches of Chromium that users, packagers and `.desktop` files add, with the values they may have. */
const harmless: ReadonlyMap<string, RegExp> = new Map([
  ['disable-dev-shm-usage', none],
  ['disable-features', features],
  ['disable-gpu', none],
  ['disable-gpu-compositing', none],
  ['disable-smooth-scrolling', none],
  ['disable-software-rasterizer', none],
  ['enable-features', features],
  ['enable-wayland-ime', words],
  ['force-dark-mode', none],
  ['force-device-scale-factor', words],
  ['force-renderer-accessibility', words],
  ['gtk-version', words],
  ['high-dpi-support', words],
  ['lang', words],
  ['ozone-platform', words],
  ['ozone-platform-hint', words],
  ['password-store', keychain],
  ['use-angle', words],
  ['use-gl', words],
  ['wayland-text-input-version', words],
]);

/** What this app, its installers and its updates add, and macOS: `-psn_0_1` is the process. */
const own =
  /^(--config(=.*)?|--try-updates|--user-data-dir=.*|--updated|--force-run|--squirrel-[a-z]+|-psn_\d+_\d+)$/s;

/** Whether this is a switch of the runtime that changes nothing that the app relies on. */
export function isHarmlessSwitch(argument: string): boolean {
  const [, name = '', value = ''] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? [];
  return harmless.get(name)?.test(value) ?? false;
}

/**
 * The switches that a packaged app refuses to start with (SEC-49): all but a few. Chromium has hundreds, and some start
 * programs, debug the app, or turn off the sandbox, TLS or web security. It takes them from anywhere before a `--`, on Windows
 * with a slash too (`base/command_line.cc`). To be called before `hardenApp`, which hides `no-sandbox`: Electron makes it of the
 * variable `ELECTRON_DISABLE_SANDBOX`.
 *
 * @param args of the process, without the program
 * @returns them as they were written, without their values
 */
export function findRefusedSwitches(
  args: readonly string[],
  commandLine: Pick<App['commandLine'], 'hasSwitch'>,
  platform: NodeJS.Platform,
): string[] {
  const end = args.indexOf('--');
  const prefix = platform === 'win32' ? /^\s*[-/]./ : /^-./;
  const refused = args
    .slice(0, end === -1 ? args.length : end)
    .filter((each) => prefix.test(each) && !own.test(each) && !isHarmlessSwitch(each))
    .map((each) => each.replace(/=.*$/s, ''));
  const isHidden = commandLine.hasSwitch('no-sandbox') && !refused.includes('--no-sandbox');
  return isHidden ? [...refused, '--no-sandbox'] : refused;
}
