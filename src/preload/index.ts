import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type CognitoDesktopApi, channels } from '../shared/api';
import type { AuthState } from '../shared/auth-state';

/**
 * What the page may do: one function per operation. No channel name, event object or `ipcRenderer`
 * crosses the bridge (SEC-41), so a page that is taken over can do no more than its buttons can.
 */
const api: CognitoDesktopApi = {
  getState: () => invoke(channels.getState),
  onStateChange(listener) {
    // The event holds `sender` and `ports`: it stays here.
    const forward = (_event: IpcRendererEvent, state: AuthState) => listener(state);
    ipcRenderer.on(channels.stateChanged, forward);
    return () => {
      ipcRenderer.removeListener(channels.stateChanged, forward);
    };
  },
  signIn: (options) => invoke(channels.signIn, options),
  cancelSignIn: () => invoke(channels.cancelSignIn),
  signOut: (options = {}) => invoke(channels.signOut, options),
  switchAccount: (id) => invoke(channels.switchAccount, id),
  refresh: () => invoke(channels.refresh),
  dismissProblem: () => invoke(channels.dismissProblem),
  getAppInfo: () => invoke(channels.getAppInfo),
};

contextBridge.exposeInMainWorld('cognitoDesktop', api);

/** Electron's own rejection quotes the channel and main's error; the page is told neither (SEC-45). */
async function invoke<T>(channel: string, ...args: readonly unknown[]): Promise<T> {
  try {
    return await ipcRenderer.invoke(channel, ...args);
  } catch {
    throw new Error('The main process did not answer this call');
  }
}
