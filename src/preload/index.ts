import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type CognitoDesktopApi, channels, pushChannels } from '../shared/api';

/**
 * What the page may do: one function per operation. No channel name, event object or `ipcRenderer`
 * crosses the bridge (SEC-41), so a page that is taken over can do no more than its buttons can.
 */
const api: CognitoDesktopApi = {
  getState: () => invoke(channels.getState),
  onStateChange: (listener) => listen(pushChannels.stateChanged, listener),
  signIn: (options) => invoke(channels.signIn, options),
  cancelSignIn: () => invoke(channels.cancelSignIn),
  signOut: (options = {}) => invoke(channels.signOut, options),
  switchAccount: (id) => invoke(channels.switchAccount, id),
  refresh: () => invoke(channels.refresh),
  dismissProblem: () => invoke(channels.dismissProblem),
  getAppInfo: () => invoke(channels.getAppInfo),
  request: (request) => invoke(channels.request, request),
  cancelRequest: (id) => invoke(channels.cancelRequest, id),
  onRequestProgress: (listener) => listen(pushChannels.requestProgress, listener),
  getUpdate: () => invoke(channels.getUpdate),
  onUpdateChange: (listener) => listen(pushChannels.updateChanged, listener),
  checkForUpdates: () => invoke(channels.checkForUpdates),
  dismissUpdate: () => invoke(channels.dismissUpdate),
  restartToUpdate: () => invoke(channels.restartToUpdate),
};

contextBridge.exposeInMainWorld('cognitoDesktop', api);

/** The event holds `sender` and `ports`: it stays here. */
function listen<T>(channel: string, listener: (message: T) => void): () => void {
  const forward = (_event: IpcRendererEvent, message: T) => listener(message);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

/** Electron's own rejection quotes the channel and main's error; the page is told neither (SEC-45). */
async function invoke<T>(channel: string, ...args: readonly unknown[]): Promise<T> {
  try {
    return await ipcRenderer.invoke(channel, ...args);
  } catch {
    throw new Error('The main process did not answer this call');
  }
}
