import type { Rectangle } from 'electron';
import { decode, encode } from '../shared/codec';
import { holdBlobPages } from './blob-pages';
import { Bridge } from './bridge';
import { type FromRenderer, IpcRenderer } from './ipc-renderer';
import { reportPostedForms, reportWindowLinks } from './other-windows';
import {
  createPreloadProcess,
  type HostInfo,
  nodeModules,
  preloadGlobals,
} from './preload-globals';
import { watchInput } from './watch-input';
import { watchTitle } from './watch-title';

/**
 * Runs in the preload's isolated world before any script of the page, and returns what the preload is
 * called with. `handshake` is the window's secret event name, `hostInfo` what `process` shows.
 */
declare const handshake: string;
declare const hostInfo: HostInfo;
/** Added by the host to this world alone. */
declare const chromiumHostSend: (payload: string) => void;

const node = document.createElement('span');
const bridge = new Bridge(node, 'isolated', 'main');
const send = (message: FromRenderer) => chromiumHostSend(encode(message));
const ipcRenderer = refuseUnknown(new IpcRenderer(send), 'ipcRenderer');

bridge.register((url: string, frameName: string, features: string) => {
  send({ kind: 'window-open', url, frameName, features });
});
bridge.register((permission: string, mediaTypes: string[]) =>
  ipcRenderer.request({ kind: 'permission', permission, mediaTypes }),
);
bridge.register((bounds: Rectangle) => send({ kind: 'bounds', bounds }));
bridge.register(() => send({ kind: 'close' }));
bridge.register((name: string, sysex: boolean) =>
  ipcRenderer.request({ kind: 'check', name, sysex }),
);
bridge.register((name: string) => {
  send({ kind: 'check-now', name, sysex: false });
  // The host lets the page continue once it has checked: web-contents/pauses.ts.
  // biome-ignore lint/suspicious/noDebugger: nothing else waits for another process here.
  debugger;
});
reportWindowLinks(hostInfo.platform === 'darwin', (opens) =>
  send({ kind: 'window-open', ...opens }),
);
reportPostedForms((form) => send({ kind: 'form', ...form }));
holdBlobPages((url) => send({ kind: 'blob-page', url }));
watchInput((type) => send({ kind: 'input', type }));
// Tells whose link or form it is that the page is about to follow.
for (const name of ['click', 'submit'])
  addEventListener(name, () => send({ kind: 'activated' }), true);
let showTitle = (_title: string): void => {};
if (window.parent === window) {
  showTitle = watchTitle((title) => send({ kind: 'title', title }));
  document.addEventListener('fullscreenchange', () =>
    send({ kind: 'full-screen', entered: document.fullscreenElement !== null }),
  );
}
document.dispatchEvent(new MouseEvent(handshake, { relatedTarget: node }));

const contextBridge = {
  exposeInMainWorld(key: string, api: unknown): void {
    bridge.call(0, [key, api]);
  },
};

const electronModule = refuseUnknown(
  {
    contextBridge: refuseUnknown(contextBridge, 'contextBridge'),
    ipcRenderer,
  },
  'electron',
);

/** Using a part of Electron's API that the host lacks says so by name. */
function refuseUnknown<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      const isKnown = typeof property === 'symbol' || property in object;
      if (isKnown || /^(_.*|then|toJSON|default)$/.test(property))
        return Reflect.get(object, property, receiver);
      throw new Error(`${name}.${property} is not implemented in the Chromium host`);
    },
  });
}

const modules: Record<string, unknown> = {
  electron: electronModule,
  'electron/common': electronModule,
  'electron/renderer': electronModule,
};

function require(name: string): unknown {
  const node = name.startsWith('node:') ? name.slice(5) : name;
  if (Object.hasOwn(modules, name)) return modules[name];
  if (Object.hasOwn(nodeModules, node)) return nodeModules[node];
  throw new Error(`module not found: ${name}`);
}

const preloadProcess = createPreloadProcess(hostInfo);

Object.defineProperty(globalThis, 'chromiumHost', {
  value: {
    receive: (text: string) => ipcRenderer.receive(decode(text)),
    showTitle,
    runPreload(path: string, preload: (...args: unknown[]) => void): void {
      try {
        const module = { exports: {} };
        preload(require, preloadProcess, module.exports, module, ...Object.values(preloadGlobals));
      } catch (error) {
        const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
        console.error(`Unable to load preload script: ${path}`);
        console.error(error);
        send({ kind: 'preload-error', path, name, message, stack: stack ?? '' });
      }
      preloadProcess.emit('loaded');
    },
  },
});
