import type Electron from 'electron';
import { HostObject } from '../shared/not-implemented';

type Handler = (event: never, ...args: never[]) => unknown;

/** https://www.electronjs.org/docs/latest/api/ipc-main */
export class IpcMain
  extends HostObject
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  private readonly handlers = new Map<string, Handler>();

  constructor() {
    super('ipcMain');
    // A channel may be called `error`.
    this.on('error', () => undefined);
  }

  handle(channel: string, listener: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    }
    this.handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Called by the host for `ipcRenderer.invoke`. */
  async invoke(channel: string, event: object, args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event as never, ...(args as never[]));
  }
}

export const ipcMain = new IpcMain();
