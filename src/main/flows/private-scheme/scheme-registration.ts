import type { App } from 'electron';

/**
 * The arguments between the program and the link on the command line that Windows keeps for a scheme. The
 * `--` keeps a link from turning into switches (SEC-49).
 */
export function launchArguments(appPath: string | null): string[] {
  return appPath === null ? ['--'] : [appPath, '--'];
}

/**
 * Whether the system opens links of the scheme with this app. It is asked, never told: the installer
 * registers, and in development `npm run scheme -- register`. (Electron: `app.isDefaultProtocolClient`, which
 * on Linux asks `xdg-settings` about the `.desktop` file.)
 */
export function opensScheme(
  app: Pick<App, 'isDefaultProtocolClient' | 'isPackaged' | 'getAppPath'>,
  scheme: string,
  platform: NodeJS.Platform,
): boolean {
  if (platform !== 'win32') return app.isDefaultProtocolClient(scheme);
  const args = launchArguments(app.isPackaged ? null : app.getAppPath());
  return app.isDefaultProtocolClient(scheme, process.execPath, args);
}
