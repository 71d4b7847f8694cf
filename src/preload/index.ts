import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/api';

/** The operations and events of `src/shared/api.ts`, written here by the build. */
declare const __BRIDGE__: Bridge;
const { operations, events } = __BRIDGE__;

type Listener = (message: unknown) => void;

/**
 * What the page may do: one function per operation. No channel name, event object or `ipcRenderer`
 * crosses the bridge (SEC-41), so a page that is taken over can do no more than its buttons can.
 */
const api: Record<string, unknown> = {};
for (const [name, takesInput] of Object.entries(operations)) {
  api[name] = takesInput ? (input: unknown = {}) => invoke(name, input) : () => invoke(name);
}
for (const name of events) {
  api[name] = (listener: Listener) => listen(name, listener);
}

contextBridge.exposeInMainWorld('cognitoDesktop', api);

/** The event holds `sender` and `ports`: it stays here. */
function listen(channel: string, listener: Listener): () => void {
  const forward = (_event: IpcRendererEvent, message: unknown) => listener(message);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

/** Electron's own rejection quotes the channel and main's error; the page is told neither (SEC-45). */
async function invoke(channel: string, ...input: readonly unknown[]): Promise<unknown> {
  try {
    return await ipcRenderer.invoke(channel, ...input);
  } catch {
    throw new Error('The main process did not answer this call');
  }
}
