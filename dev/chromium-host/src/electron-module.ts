import { app } from './app/app';
import { ipcMain } from './ipc/ipc-main';
import { desktopModules } from './modules/desktop';
import { nativeImageModule } from './modules/native-image';
import { net } from './net/net';
import { HostProtocol } from './session/protocol';
import { sessionModule } from './session/session';
import { refuseUnknown } from './shared/not-implemented';
import { webContentsModule } from './web-contents/registry';
import { BrowserWindow } from './window/browser-window';

const registrar = new HostProtocol();

/** Privileges are declared before `ready`; handlers belong to the default session, which comes after it. */
const protocol: Record<string, unknown> = {
  registerSchemesAsPrivileged: registrar.registerSchemesAsPrivileged.bind(registrar),
};
for (const name of ['handle', 'unhandle', 'isProtocolHandled'] as const) {
  protocol[name] = (...args: [string, never]) =>
    sessionModule.defaultSession.protocol[name](...args);
}

/** What `require('electron')` gives the app's main process. */
export const electronModule = refuseUnknown(
  {
    app,
    BrowserWindow: refuseUnknown(BrowserWindow, 'BrowserWindow', 'typeof BrowserWindow'),
    ipcMain,
    net,
    protocol: refuseUnknown(protocol, 'protocol'),
    nativeImage: refuseUnknown(nativeImageModule, 'nativeImage', 'typeof NativeImage'),
    session: refuseUnknown(sessionModule, 'session', 'typeof Session'),
    webContents: refuseUnknown(webContentsModule, 'webContents', 'typeof WebContents'),
    ...desktopModules,
  },
  'electron',
  'Main',
);
