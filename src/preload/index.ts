import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type CognitoDesktopApi, channels } from '../shared/api';
import type { AuthState } from '../shared/auth-state';

/**
 * What the page may do: one function per operation. No channel name, event object or `ipcRenderer`
 * crosses the bridge (SEC-41), so a page that is taken over can do no more than its buttons can.
 */
const api: CognitoDesktopApi = {
  getState: () => ipcRenderer.invoke(channels.getState),
  onStateChange(listener) {
    // The event holds `sender` and `ports`: it stays here.
    const forward = (_event: IpcRendererEvent, state: AuthState) => listener(state);
    ipcRenderer.on(channels.stateChanged, forward);
    return () => {
      ipcRenderer.removeListener(channels.stateChanged, forward);
    };
  },
  signIn: ({ intent }) => ipcRenderer.invoke(channels.signIn, { intent }),
  cancelSignIn: () => ipcRenderer.invoke(channels.cancelSignIn),
  signOut: () => ipcRenderer.invoke(channels.signOut),
  refresh: () => ipcRenderer.invoke(channels.refresh),
  dismissProblem: () => ipcRenderer.invoke(channels.dismissProblem),
  getAppInfo: () => ipcRenderer.invoke(channels.getAppInfo),
};

contextBridge.exposeInMainWorld('cognitoDesktop', api);
