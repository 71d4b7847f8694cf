import type { App } from 'electron';
import { redactWarnings } from './warnings';

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
