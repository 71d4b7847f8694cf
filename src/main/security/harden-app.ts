import type { App } from 'electron';
import { redactWarnings } from './warnings';

/**
 * Switches that open the app to whoever can start it: debuggers that read tokens out of memory, and
 * weaker TLS or web security (SEC-49). The fuses turn off Node's own; these are Chromium's.
 */
const dangerousSwitches: readonly string[] = [
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'ssl-key-log-file',
  'test-type',
  'unsafely-treat-insecure-origin-as-secure',
];

/**
 * The dangerous switches that this start was given. A packaged app refuses to start with any. To be called before
 * `hardenApp`, which hides `no-sandbox`. Electron turns the variable `ELECTRON_DISABLE_SANDBOX` into that switch.
 */
export function findDangerousSwitches(
  commandLine: Pick<App['commandLine'], 'hasSwitch'>,
): string[] {
  return dangerousSwitches.filter((name) => commandLine.hasSwitch(name));
}

/**
 * Chromium's network service writes the keys of its TLS connections to the file that this variable
 * names, as `--ssl-key-log-file` does (SEC-49). It reads it when it starts, after this script; and as
 * some virus scanners set it for every program, the app starts without it rather than not at all.
 */
export function refuseKeyLog(env: NodeJS.ProcessEnv): void {
  delete env.SSLKEYLOGFILE;
}

/**
 * Rules for every window there will ever be. There is no `certificate-error` listener on purpose:
 * without one, Chromium refuses a bad certificate, and nothing here overrides that (SEC-32).
 */
export function hardenApp(app: App): void {
  redactWarnings(process); // SEC-68
  app.enableSandbox(); // SEC-40; has to come before `ready`
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault()); // SEC-30
    contents.setWindowOpenHandler(() => ({ action: 'deny' })); // SEC-29
  });
  // SEC-34: neither HTTP passwords nor client certificates are part of this app.
  app.on('login', (event, _contents, _details, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
}
